// A params struct whose type only its owner knows, kept by value: copies are deep, as they are for any params.
#pragma once

#include <any>
#include <utility>

namespace burncast {

class Boxed {
public:
    Boxed() = default;
    template <class T>
    [[nodiscard]] static Boxed of(T value) {
        Boxed box;
        box.value_ = std::move(value);
        box.address_ = [](const std::any& any) -> const void* { return std::any_cast<T>(&any); };
        return box;
    }

    [[nodiscard]] const void* address() const { return address_(value_); }
    [[nodiscard]] void* address() { return const_cast<void*>(address_(value_)); }
    // Throws std::bad_any_cast when it holds another type.
    template <class T>
    [[nodiscard]] const T& as() const {
        return std::any_cast<const T&>(value_);
    }
    template <class T>
    [[nodiscard]] T& as() {
        return std::any_cast<T&>(value_);
    }

private:
    std::any value_;
    const void* (*address_)(const std::any&) = nullptr;
};

}  // namespace burncast
