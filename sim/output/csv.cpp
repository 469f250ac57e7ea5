#include "sim/output/csv.hpp"

#include <charconv>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>

namespace burncast {

namespace {

constexpr std::size_t piece = 1 << 16;  // bytes handed to the sink at a time

void append_count(std::string& line, std::size_t count) {
    char text[24];
    line.append(text, std::to_chars(text, text + sizeof text, count).ptr);
}

}  // namespace

void append_csv_text(std::string& line, std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        line += text;
        return;
    }
    line += '"';
    for (const char c : text) line.append(c == '"' ? 2 : 1, c);
    line += '"';
}

void append_csv_number(std::string& line, double number) {
    if (!std::isfinite(number)) return;
    char text[32];
    line.append(text, std::to_chars(text, text + sizeof text, number == 0 ? 0.0 : number).ptr);
}

void write_monthly_csv(const Report& report, const TextSink& sink) {
    std::string text = "policy,month,measure,group_kind,group,mean,p05,p25,p50,p75,p95,mean_low,mean_high\n";
    for (const PolicyReport& policy : report.policies) {
        for (const MeasureSummary& summary : policy.measures) {
            const Column& column = summary.column;
            if (!is_month(column.period)) continue;
            append_csv_text(text, policy.name);
            for (const std::string* word : {&column.period, &column.measure, &column.group_kind, &column.group}) {
                text += ',';
                append_csv_text(text, *word);
            }
            const Distribution& d = summary.distribution;
            for (const double number : {d.mean, d.p05, d.p25, d.p50, d.p75, d.p95, d.mean_low, d.mean_high}) {
                text += ',';
                append_csv_number(text, number);
            }
            text += '\n';
        }
        sink(text);
        text.clear();
    }
    sink(text);
}

void write_replications_csv(std::span<const PolicyRows> policies, const TextSink& sink) {
    std::string text = "policy,replication,month,measure,value\n";
    for (const PolicyRows& policy : policies) {
        std::string name;
        append_csv_text(name, policy.name);
        std::vector<std::pair<std::size_t, std::string>> written;  // column, ",month,measure,"
        for (std::size_t c = 0; c < policy.rows.columns().size(); ++c) {
            const Column& column = policy.rows.columns()[c];
            if (column.group_kind != "all" || (!is_month(column.period) && column.period != "total")) continue;
            std::string middle = ',' + column.period + ',';
            append_csv_text(middle, column.measure);
            written.emplace_back(c, middle + ',');
        }
        for (std::size_t r = 0; r < policy.rows.replications(); ++r) {
            for (const auto& [c, middle] : written) {
                text += name;
                text += ',';
                append_count(text, r);
                text += middle;
                append_csv_number(text, policy.rows.at(r, c));
                text += '\n';
                if (text.size() < piece) continue;
                sink(text);
                text.clear();
            }
        }
    }
    sink(text);
}

void write_findings_csv(const Findings& findings, const TextSink& sink) {
    std::string text;
    for (const std::string& column : findings.columns) {
        if (&column != &findings.columns.front()) text += ',';
        append_csv_text(text, column);
    }
    text += '\n';
    for (const std::vector<Cell>& row : findings.rows) {
        for (std::size_t c = 0; c < row.size(); ++c) {
            if (c > 0) text += ',';
            if (const auto* word = std::get_if<std::string>(&row[c]))
                append_csv_text(text, *word);
            else
                append_csv_number(text, std::get<double>(row[c]));
        }
        text += '\n';
    }
    sink(text);
}

void write_sensitivity_csv(const SensitivityReport& report, const TextSink& sink) {
    std::string text = "subject,method,quantity,unit,value,low,high\n";
    const auto line = [&](std::string_view subject, std::string_view middle, std::string_view unit, const Estimate& e) {
        append_csv_text(text, subject);
        text.append(",").append(middle).append(",");
        append_csv_text(text, unit);
        for (const double number : {e.value, e.low, e.high}) {
            text += ',';
            append_csv_number(text, number);
        }
        text += '\n';
    };
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    const auto indices = [&](std::string_view subject, const std::optional<SobolIndices>& sobol) {
        if (!sobol) return;
        line(subject, "sobol,first_order", "share", sobol->first);
        line(subject, "sobol,total", "share", sobol->total);
    };
    for (const InputSensitivity& input : report.inputs) {
        indices(input.name, input.sobol);
        if (input.tornado) {
            line(input.name, "tornado,low_end", report.unit, input.tornado->low);
            line(input.name, "tornado,high_end", report.unit, input.tornado->high);
        }
        if (input.morris) {
            line(input.name, "morris,mu", report.unit, {input.morris->mu, none, none});
            line(input.name, "morris,mu_star", report.unit, input.morris->mu_star);
            line(input.name, "morris,sigma", report.unit, {input.morris->sigma, none, none});
        }
        if (input.evppi) line(input.name, "information,evppi", report.currency, *input.evppi);
    }
    indices("others", report.others);
    indices("luck", report.luck);
    if (report.at_medians) line("medians", "tornado,answer", report.unit, *report.at_medians);
    if (report.decision) line("all", "information,evpi", report.currency, report.decision->evpi);
    sink(text);
}

void write_lives_csv(const SensitivityReport& report, std::span<const SensitivityLife> lives, const TextSink& sink) {
    std::string text = "method,row,point,policy,replication,answer";
    for (const InputSensitivity& input : report.inputs) {
        text += ',';
        append_csv_text(text, input.name);
    }
    text += '\n';
    for (const SensitivityLife& life : lives) {
        text.append(life.method).append(",");
        append_count(text, life.row);
        for (const std::string* word : {&life.point, &life.policy}) {
            text += ',';
            append_csv_text(text, *word);
        }
        text += ',';
        append_count(text, life.replication);
        text += ',';
        append_csv_number(text, life.answer);
        for (const double input : life.inputs) {
            text += ',';
            append_csv_number(text, input);
        }
        text += '\n';
        if (text.size() < piece) continue;
        sink(text);
        text.clear();
    }
    sink(text);
}

}  // namespace burncast
