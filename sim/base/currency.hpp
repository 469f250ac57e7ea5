// The signs of currencies. A sign may stand for several currencies; the first of a currency's signs is the one it is
// written with.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace burncast {

struct CurrencySign {
    std::string_view sign;
    std::string_view code;
};
inline constexpr std::array<CurrencySign, 9> currency_signs{{{"$", "USD"},
                                                             {"US$", "USD"},
                                                             {"€", "EUR"},
                                                             {"£", "GBP"},
                                                             {"¥", "CNY"},
                                                             {"¥", "JPY"},
                                                             {"￥", "CNY"},
                                                             {"￥", "JPY"},
                                                             {"₹", "INR"}}};

// What stands before an amount: the sign, or the code and a space where there is none ("CHF ").
[[nodiscard]] inline std::string currency_symbol(std::string_view code) {
    for (const CurrencySign& each : currency_signs)
        if (each.code == code) return std::string(each.sign);
    return std::string(code) + " ";
}

}  // namespace burncast
