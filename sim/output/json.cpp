#include "sim/output/json.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <nlohmann/json.hpp>

#include "sim/base/time.hpp"

namespace burncast {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view program = "burncast";

// Two spaces a level; what is not UTF-8 (a file name can be anything) is replaced rather than fatal.
std::string text_of(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n'; }

Json number(double value) { return std::isfinite(value) ? Json(value == 0 ? 0.0 : value) : Json(nullptr); }

std::string date_text(std::chrono::sys_days day) { return iso_date(Instant::at(day)); }

// Days since 1970-01-01, the part of a day cut off; null for never.
Json date(double days) {
    if (!std::isfinite(days)) return nullptr;
    return date_text(std::chrono::sys_days(std::chrono::days(static_cast<int>(std::floor(days)))));
}

Json value(double value, bool is_date) { return is_date ? date(value) : number(value); }

Json distribution(const Distribution& d) {
    const bool dates = d.unit == "date";
    Json json;
    json["unit"] = d.unit;
    json["mean"] = value(d.mean, dates);
    json["mean_low"] = value(d.mean_low, dates);
    json["mean_high"] = value(d.mean_high, dates);
    json["sd"] = number(d.sd);
    json["p05"] = value(d.p05, dates);
    json["p25"] = value(d.p25, dates);
    json["p50"] = value(d.p50, dates);
    json["p75"] = value(d.p75, dates);
    json["p95"] = value(d.p95, dates);
    json["luck_share"] = number(d.luck_share);
    json["luck_share_low"] = number(d.luck_low);
    json["luck_share_high"] = number(d.luck_high);
    json["ignorance_share"] = number(d.ignorance_share);
    return json;
}

void put_plan(const std::optional<BudgetPlan>& plan, Json& json) {
    const auto money = [](std::optional<double> amount) { return amount ? number(*amount) : Json(nullptr); };
    json["amount"] = plan ? number(plan->amount) : Json(nullptr);
    json["amount_low"] = plan ? money(plan->low) : Json(nullptr);
    json["amount_high"] = plan ? money(plan->high) : Json(nullptr);
    json["period"] = plan ? Json(plan->period) : Json(nullptr);
}

Json budget(const std::optional<BudgetReport>& budget) {
    if (!budget) return nullptr;
    Json json;
    put_plan(budget->plan, json);
    Json& changes = json["changes"] = Json::array();
    for (const BudgetChange& change : budget->changes) {
        Json entry;
        entry["from"] = date_text(change.from);
        put_plan(change.plan, entry);
        changes.push_back(std::move(entry));
    }
    json["probability_exhausted"] = number(budget->probability_exhausted);
    json["exhausted_on"]["p05"] = date(budget->exhausted_p05);
    json["exhausted_on"]["p50"] = date(budget->exhausted_p50);
    json["exhausted_on"]["p95"] = date(budget->exhausted_p95);
    json["days"] = number(budget->days);
    return json;
}

Json policy(const PolicyReport& policy) {
    Json json;
    json["uncertain_inputs"] = policy.uncertain_inputs;
    Json& all = json["measures"] = Json::object();
    for (const MeasureSummary& summary : policy.measures)
        if (summary.column.group_kind == "all")
            all[summary.column.measure][summary.column.period] = distribution(summary.distribution);
    json["budget"] = budget(policy.budget);
    Json& causes = json["causes"] = Json::object();
    for (const CauseReport& cause : policy.causes) {
        causes[cause.cause]["share"] = number(cause.share);
        causes[cause.cause]["bill"] = number(cause.bill);
    }
    for (const ContractReport& contract : policy.contracts) {
        Json& entry = json["contracts"][contract.contract];
        entry["bill"] = number(contract.bill);
        entry["list_cost"] = number(contract.list_cost);
        entry["utilisation"] = number(contract.utilisation);
    }
    json["probability_lowest_bill"] = number(policy.probability_lowest_bill);
    return json;
}

Json frontier(const std::optional<FrontierReport>& frontier) {
    if (!frontier) return nullptr;
    Json json;
    json["value"] = frontier->value;
    Json& list = json["policies"] = Json::array();
    for (const FrontierPoint& point : frontier->points) {
        Json entry;
        entry["policy"] = point.policy;
        entry["bill"] = number(point.bill);
        entry["bill_p95"] = number(point.bill_p95);
        entry["value"] = number(point.value);
        entry["dominated_by"] = point.dominated_by.empty() ? Json(nullptr) : Json(point.dominated_by);
        entry["certain"] = point.dominated_by.empty() ? Json(nullptr) : Json(point.certain);
        list.push_back(std::move(entry));
    }
    return json;
}

Json expectations(std::span<const ExpectationReport> expectations) {
    Json list = Json::array();
    for (const ExpectationReport& e : expectations) {
        const bool dates = e.unit == "date";
        Json json;
        json["what"] = e.what;
        json["observed"] = value(e.observed, dates);
        json["within"] = number(e.within);
        json["unit"] = e.unit;
        json["from"] = e.from;
        json["simulated"]["p05"] = value(e.p05, dates);
        json["simulated"]["p50"] = value(e.p50, dates);
        json["simulated"]["p95"] = value(e.p95, dates);
        json["simulated"]["value"] = value(e.simulated, dates);
        json["kind"] = e.kind;
        json["inside_90"] = e.inside ? Json(*e.inside) : Json(nullptr);
        json["passed"] = e.passed;
        list.push_back(std::move(json));
    }
    return list;
}

Json gates(std::span<const GateReport> gates, std::string_view currency) {
    Json list = Json::array();
    for (const GateReport& gate : gates) {
        const bool dates = gate.unit == UnitKind::date;
        Json json;
        json["gate"] = gate.gate;
        json["policy"] = gate.policy;
        json["against"] = gate.against.empty() ? Json(nullptr) : Json(gate.against);
        json["period"] = gate.period;
        json["unit"] = unit_text(gate.unit, currency);
        json["relation"] = relation_text(gate.relation);
        json["limit"] = value(gate.limit, dates);
        json["value"] = value(gate.value, dates);
        json["never"] = dates && std::isinf(gate.value);
        json["low"] = value(gate.low, dates);
        json["high"] = value(gate.high, dates);
        Json& unbounded = json["unbounded"] = Json::array();
        if (std::isinf(gate.low) && gate.low < 0) unbounded.push_back("low");
        if (std::isinf(gate.high)) unbounded.push_back("high");
        json["without_value"] = gate.without_value;
        json["passed"] = gate.passed;
        json["certain"] = gate.certain;
        list.push_back(std::move(json));
    }
    return list;
}

Json selection(const SelectionReport& selection, std::string_view currency) {
    const SelectionQuestion& question = selection.question;
    Json json;
    json["select"] = question.text;
    json["unit"] = unit_text(question.value.unit, currency);
    json["indifference"] = number(question.indifference);
    json["confidence"] = number(question.confidence);
    json["tolerance"] = question.condition ? number(selection.tolerance) : Json(nullptr);
    json["chosen"] = selection.chosen ? Json(selection.contenders[*selection.chosen].policy) : Json(nullptr);
    json["decided"] = selection.decided;
    json["first_look"] = selection.first_look;
    json["first_stage"] = selection.first_stage;
    json["lives"] = selection.lives;
    json["lives_if_equal"] = selection.lives_if_equal;
    json["lives_two_stage"] = selection.lives_two_stage > 0 ? Json(selection.lives_two_stage) : Json(nullptr);
    Json& policies = json["policies"] = Json::object();
    for (const Contender& contender : selection.contenders) {
        Json& entry = policies[contender.policy];
        entry["fate"] = fate_text(contender.fate);
        entry["than"] = contender.than.empty() ? Json(nullptr) : Json(contender.than);
        entry["worse_by"] = contender.than.empty() ? Json(nullptr) : number(contender.worse_by);
        entry["slack"] = number(contender.slack);
        entry["decided_after"] = contender.decided_after > 0 ? Json(contender.decided_after) : Json(nullptr);
        entry["replications"] = contender.played;
        entry["mean"] = number(contender.mean);
    }
    return json;
}

Json notes(std::span<const Note> notes) {
    Json list = Json::array();
    for (const Note& note : notes)
        list.push_back({{"file", note.place.file},
                        {"line", note.place.line},
                        {"column", note.place.column},
                        {"path", note.path},
                        {"text", note.message}});
    return list;
}

Json estimate(const Estimate& estimate) {
    return {{"value", number(estimate.value)}, {"low", number(estimate.low)}, {"high", number(estimate.high)}};
}

void put_indices(const std::optional<SobolIndices>& indices, Json& json) {
    json["first_order"] = indices ? estimate(indices->first) : Json(nullptr);
    json["total"] = indices ? estimate(indices->total) : Json(nullptr);
}

Json precision(const PrecisionReport& precision) {
    Json json;
    json["asked"] = precision.asked ? number(*precision.asked) : Json(nullptr);
    json["mean"] = number(precision.mean);
    json["p95"] = number(precision.p95);
    json["reached"] = precision.reached ? Json(*precision.reached) : Json(nullptr);
    json["note"] = precision.note.empty() ? Json(nullptr) : Json(precision.note);
    json["controlled"] = precision.controlled ? estimate(*precision.controlled) : Json(nullptr);
    json["effective_replications"] = precision.controlled ? number(precision.effective_replications) : Json(nullptr);
    return json;
}

}  // namespace

std::string summary_json(const Report& report) {
    Json json;
    json["scenario"] = report.scenario;
    json["seed"] = report.seed;
    json["engine"] = report.engine;
    json["replications"] = report.replications;
    json["people"] = report.people;
    json["currency"] = report.currency;
    json["start"] = date_text(report.start);
    json["end"] = date_text(report.end);
    json["uncertain_inputs"] = std::any_of(report.policies.begin(), report.policies.end(),
                                           [](const PolicyReport& p) { return p.uncertain_inputs; });
    json["interrupted"] = report.interrupted;
    json["precision"] = precision(report.precision);
    Json& policies = json["policies"] = Json::object();
    for (const PolicyReport& p : report.policies) policies[p.name] = policy(p);
    json["compared_with"] = report.has_base() ? Json("base") : Json(nullptr);
    Json& differences = json["differences"] = Json::object();
    for (const Difference& d : report.differences) {
        Json& entry = differences[d.policy][d.measure][d.period];
        entry["mean"] = number(d.mean);
        entry["low"] = number(d.low);
        entry["high"] = number(d.high);
        entry["probability_lower"] = number(d.probability_lower);
        entry["probability_better"] = number(d.probability_better());
        entry["variance_ratio"] = number(d.variance_ratio);
    }
    json["frontier"] = frontier(report.frontier);
    if (report.selection) json["selection"] = selection(*report.selection, report.currency);
    json["gates"] = gates(report.gates, report.currency);
    json["expectations"] = expectations(report.expectations);
    json["unanswered"] = report.unanswered;
    json["unanswered_gates"] = report.unanswered_gates;
    json["notes"] = notes(report.notes);
    return text_of(json);
}

std::string manifest_json(const Manifest& manifest) {
    Json json;
    json["program"] = program;
    json["version"] = manifest.version;
    json["commit"] = manifest.commit;
    json["scenario"] = manifest.scenario;
    json["scenario_hash"] = manifest.scenario_hash;
    json["run_hash"] = manifest.run_hash;
    json["arguments"] = manifest.arguments;
    json["seed"] = manifest.seed;
    json["engine"] = manifest.engine;
    json["threads"] = manifest.threads;
    json["replications"] = manifest.replications;
    json["interrupted"] = manifest.interrupted;
    json["policies"] = manifest.policies;
    json["started"] = manifest.started;
    json["finished"] = manifest.finished;
    json["seconds"] = number(manifest.seconds);
    json["machine"] = manifest.machine;
    Json& files = json["files"] = Json::array();
    for (const InputFile& file : manifest.files) {
        Json entry;
        entry["path"] = file.path;
        entry["hash"] = file.hash;
        if (file.text) entry["text"] = *file.text;
        files.push_back(std::move(entry));
    }
    return text_of(json);
}

std::string findings_json(const Findings& findings) {
    const auto cell = [](const Cell& value) {
        const auto* text = std::get_if<std::string>(&value);
        return text ? Json(*text) : number(std::get<double>(value));
    };
    Json json;
    json["study"] = findings.study;
    json["scenario"] = findings.scenario;
    json["seed"] = findings.seed;
    json["replications"] = findings.replications;
    json["currency"] = findings.currency;
    json["interrupted"] = findings.interrupted;
    Json facts = Json::object();
    for (const auto& [name, value] : findings.facts) facts[name] = cell(value);
    json["facts"] = std::move(facts);
    Json rows = Json::array();
    for (const std::vector<Cell>& row : findings.rows) {
        Json entry;
        for (std::size_t c = 0; c < row.size(); ++c) entry[findings.columns[c]] = cell(row[c]);
        rows.push_back(std::move(entry));
    }
    json["rows"] = std::move(rows);
    json["notes"] = notes(findings.notes);
    return text_of(json);
}

std::optional<KnownRun> known_run(std::string_view manifest) {
    const Json json = Json::parse(manifest, nullptr, false);
    if (!json.is_object() || !json.contains("program") || json["program"] != program) return std::nullopt;
    KnownRun run;
    if (const auto hash = json.find("run_hash"); hash != json.end() && hash->is_string()) run.hash = *hash;
    if (const auto n = json.find("replications"); n != json.end() && n->is_number_unsigned()) run.replications = *n;
    if (const auto early = json.find("interrupted"); early != json.end()) run.interrupted = *early == true;
    return run;
}

std::string cases_json(std::span<const CaseReport> cases, std::size_t faulty, bool interrupted) {
    Json list = Json::array();
    for (const CaseReport& c : cases) {
        Json json;
        json["scenario"] = c.scenario;
        json["file"] = c.file;
        json["replications"] = c.replications;
        json["expectations"] = expectations(c.expectations);
        json["gates"] = gates(c.gates, c.currency);
        json["notes"] = notes(c.notes);
        list.push_back(std::move(json));
    }
    Json json;
    json["cases"] = std::move(list);
    json["faulty"] = faulty;
    json["interrupted"] = interrupted;
    return text_of(json);
}

std::string sensitivity_json(const SensitivityReport& report) {
    Json json;
    for (const auto& [key, text] : {std::pair{"scenario", &report.scenario},
                                    {"policy", &report.policy},
                                    {"measure", &report.measure},
                                    {"unit", &report.unit},
                                    {"currency", &report.currency}})
        json[key] = *text;
    json["seed"] = report.seed;
    json["interrupted"] = report.interrupted;
    for (const auto& [key, count] : {std::pair{"lives", report.lives},
                                     {"rows", report.rows},
                                     {"trajectories", report.trajectories},
                                     {"replications", report.replications},
                                     {"without_value", report.without_value}})
        json[key] = count;
    Json& answer = json["answer"];
    if (report.luck)
        for (const auto& [key, value] : {std::pair{"mean", report.mean},
                                         {"sd", report.sd},
                                         {"p05", report.p05},
                                         {"p50", report.p50},
                                         {"p95", report.p95}})
            answer[key] = number(value);
    json["at_medians"] = report.at_medians ? estimate(*report.at_medians) : Json(nullptr);
    Json& inputs = json["inputs"] = Json::array();
    for (const InputSensitivity& input : report.inputs) {
        Json entry;
        entry["input"] = input.name;
        entry["interval"] = input.interval;
        put_indices(input.sobol, entry);
        Json& tornado = entry["tornado"];
        if (input.tornado) {
            tornado["low"] = estimate(input.tornado->low);
            tornado["high"] = estimate(input.tornado->high);
        }
        Json& morris = entry["morris"];
        if (input.morris) {
            morris["mu"] = number(input.morris->mu);
            morris["mu_star"] = estimate(input.morris->mu_star);
            morris["sigma"] = number(input.morris->sigma);
        }
        entry["evppi"] = input.evppi ? estimate(*input.evppi) : Json(nullptr);
        inputs.push_back(std::move(entry));
    }
    put_indices(report.others, json["others"]);
    put_indices(report.luck, json["luck"]);
    Json& decided = json["decision"];
    if (const std::optional<DecisionReport>& decision = report.decision) {
        decided["draws"] = decision->draws;
        decided["best"] = decision->options[decision->best].policy;
        for (const DecisionReport::Option& option : decision->options)
            decided["net_benefit"][option.policy] = number(option.net_benefit);
        decided["valued"] = decision->valued;
        decided["time_counted"] = decision->time_counted;
        decided["evpi"] = estimate(decision->evpi);
    }
    json["notes"] = notes(report.notes);
    return text_of(json);
}

}  // namespace burncast
