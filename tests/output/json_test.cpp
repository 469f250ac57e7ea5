#include "sim/output/json.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/analysis/sample_report.hpp"
#include "tests/analysis/sample_sensitivity.hpp"
#include "tests/base/says.hpp"

using namespace burncast;
using namespace burncast::test;

namespace {

// One of everything.
Report small_report() {
    Report r;
    r.scenario = "A \"quoted\" </script> name";
    r.seed = 18'446'744'073'709'551'615u;
    r.engine = "fast";
    r.replications = 2;
    r.people = 3;
    r.start = std::chrono::sys_days(std::chrono::year(2026) / 1 / 1);
    r.end = std::chrono::sys_days(std::chrono::year(2026) / 2 / 1);
    r.precision = {0.01, 0.5, sample::never, false, "too few"};
    PolicyReport base;
    base.name = "base";
    base.measures = {{{"bill", "total", "all", ""}, {"USD", 1.5, 1, 2, 0.5, 1, 1.25, 1.5, 1.75, 2, 1, 1, 1, 0}},
                     {{"bill", "total", "team", "x"}, {"USD", 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9}},
                     {{"budget_exhausted_on", "total", "all", ""},
                      {"date", std::nan(""), std::nan(""), std::nan(""), std::nan(""), sample::day(2026, 1, 5) + 0.75,
                       sample::day(2026, 1, 6), sample::day(2026, 1, 7), sample::never, sample::never, std::nan(""),
                       std::nan(""), std::nan(""), std::nan("")}}};
    base.budget = BudgetReport{
        BudgetPlan{11e6, "year", 9e6, 15e6},
        0.6,
        sample::day(2026, 1, 5) + 0.75,
        sample::day(2026, 1, 7),
        sample::never,
        {{r.start + std::chrono::days(9), BudgetPlan{14e6, "total"}}, {r.start + std::chrono::days(19), std::nullopt}}};
    base.causes = {{"useful", 0.25, 0.375}};
    base.contracts = {{"seats", 10, 12.5, 0.75}, {"list", 2, 2, std::nan("")}};
    r.policies = {base};
    r.differences = {{"cap", "bill", "total", -1, -2, 0, 1, sample::never, Better::lower}};
    r.frontier = FrontierReport{"accepted_hours", {{"cap", 1, 2, 3}, {"base", 2, 4, 3, "cap", true}}};
    r.gates = {{"p95(bill.year) < $14M", "base", "2026", 2, 1.5, sample::never, UnitKind::currency, Relation::less,
                14e6, true, false},
               {"min(budget_exhausted_on.total) > 2026-01-01", "base", "total", sample::day(2026, 1, 5), -sample::never,
                sample::day(2026, 1, 5), UnitKind::date, Relation::greater, sample::day(2026, 1, 1), true, false},
               {"p90(budget_exhausted_on.total) >= 2026-01-01", "base", "total", sample::never, sample::day(2026, 1, 5),
                sample::never, UnitKind::date, Relation::greater_or_equal, sample::day(2026, 1, 1), true, true}};
    r.expectations = {
        {"budget exhausted after", 4, 1, "months", "S169", "predicted", 0.1, 0.2, sample::never, 0.2, true, false}};
    r.notes = {{{"x.yaml", 4, 20}, "controls.summer.from", "has no effect"}};
    return r;
}

}  // namespace

TEST_CASE("summary.json, letter by letter", "[output][golden]") {
    CHECK("\n" + summary_json(small_report()) == R"(
{
  "scenario": "A \"quoted\" </script> name",
  "seed": 18446744073709551615,
  "engine": "fast",
  "replications": 2,
  "people": 3,
  "currency": "USD",
  "start": "2026-01-01",
  "end": "2026-02-01",
  "uncertain_inputs": false,
  "interrupted": false,
  "precision": {
    "asked": 0.01,
    "mean": 0.5,
    "p95": null,
    "reached": false,
    "note": "too few",
    "controlled": null,
    "effective_replications": null
  },
  "policies": {
    "base": {
      "uncertain_inputs": false,
      "measures": {
        "bill": {
          "total": {
            "unit": "USD",
            "mean": 1.5,
            "mean_low": 1.0,
            "mean_high": 2.0,
            "sd": 0.5,
            "p05": 1.0,
            "p25": 1.25,
            "p50": 1.5,
            "p75": 1.75,
            "p95": 2.0,
            "luck_share": 1.0,
            "luck_share_low": 1.0,
            "luck_share_high": 1.0,
            "ignorance_share": 0.0
          }
        },
        "budget_exhausted_on": {
          "total": {
            "unit": "date",
            "mean": null,
            "mean_low": null,
            "mean_high": null,
            "sd": null,
            "p05": "2026-01-05",
            "p25": "2026-01-06",
            "p50": "2026-01-07",
            "p75": null,
            "p95": null,
            "luck_share": null,
            "luck_share_low": null,
            "luck_share_high": null,
            "ignorance_share": null
          }
        }
      },
      "budget": {
        "amount": 11000000.0,
        "amount_low": 9000000.0,
        "amount_high": 15000000.0,
        "period": "year",
        "changes": [
          {
            "from": "2026-01-10",
            "amount": 14000000.0,
            "amount_low": null,
            "amount_high": null,
            "period": "total"
          },
          {
            "from": "2026-01-20",
            "amount": null,
            "amount_low": null,
            "amount_high": null,
            "period": null
          }
        ],
        "probability_exhausted": 0.6,
        "exhausted_on": {
          "p05": "2026-01-05",
          "p50": "2026-01-07",
          "p95": null
        },
        "days": null
      },
      "causes": {
        "useful": {
          "share": 0.25,
          "bill": 0.375
        }
      },
      "contracts": {
        "seats": {
          "bill": 10.0,
          "list_cost": 12.5,
          "utilisation": 0.75
        },
        "list": {
          "bill": 2.0,
          "list_cost": 2.0,
          "utilisation": null
        }
      },
      "probability_lowest_bill": null
    }
  },
  "compared_with": "base",
  "differences": {
    "cap": {
      "bill": {
        "total": {
          "mean": -1.0,
          "low": -2.0,
          "high": 0.0,
          "probability_lower": 1.0,
          "probability_better": 1.0,
          "variance_ratio": null
        }
      }
    }
  },
  "frontier": {
    "value": "accepted_hours",
    "policies": [
      {
        "policy": "cap",
        "bill": 1.0,
        "bill_p95": 2.0,
        "value": 3.0,
        "dominated_by": null,
        "certain": null
      },
      {
        "policy": "base",
        "bill": 2.0,
        "bill_p95": 4.0,
        "value": 3.0,
        "dominated_by": "cap",
        "certain": true
      }
    ]
  },
  "gates": [
    {
      "gate": "p95(bill.year) < $14M",
      "policy": "base",
      "against": null,
      "period": "2026",
      "unit": "USD",
      "relation": "<",
      "limit": 14000000.0,
      "value": 2.0,
      "never": false,
      "low": 1.5,
      "high": null,
      "unbounded": [
        "high"
      ],
      "without_value": 0,
      "passed": true,
      "certain": false
    },
    {
      "gate": "min(budget_exhausted_on.total) > 2026-01-01",
      "policy": "base",
      "against": null,
      "period": "total",
      "unit": "date",
      "relation": ">",
      "limit": "2026-01-01",
      "value": "2026-01-05",
      "never": false,
      "low": null,
      "high": "2026-01-05",
      "unbounded": [
        "low"
      ],
      "without_value": 0,
      "passed": true,
      "certain": false
    },
    {
      "gate": "p90(budget_exhausted_on.total) >= 2026-01-01",
      "policy": "base",
      "against": null,
      "period": "total",
      "unit": "date",
      "relation": ">=",
      "limit": "2026-01-01",
      "value": null,
      "never": true,
      "low": "2026-01-05",
      "high": null,
      "unbounded": [
        "high"
      ],
      "without_value": 0,
      "passed": true,
      "certain": true
    }
  ],
  "expectations": [
    {
      "what": "budget exhausted after",
      "observed": 4.0,
      "within": 1.0,
      "unit": "months",
      "from": "S169",
      "simulated": {
        "p05": 0.1,
        "p50": 0.2,
        "p95": null,
        "value": 0.2
      },
      "kind": "predicted",
      "inside_90": true,
      "passed": false
    }
  ],
  "unanswered": [],
  "unanswered_gates": [],
  "notes": [
    {
      "file": "x.yaml",
      "line": 4,
      "column": 20,
      "path": "controls.summer.from",
      "text": "has no effect"
    }
  ]
}
)");
}

TEST_CASE("a summary of nothing has all its keys", "[output]") {
    const std::string text = summary_json(Report{});
    CHECK(says(text, "\"reached\": null,\n    \"note\": null"));
    for (const char* key :
         {"\"scenario\"", "\"seed\"", "\"engine\"", "\"replications\"", "\"people\"", "\"policies\": {}",
          "\"differences\": {}", "\"frontier\": null", "\"gates\": []", "\"expectations\": []", "\"notes\": []"})
        CHECK(says(text, key));
}

TEST_CASE("the manifest keeps scenario and circumstances, and is known again", "[output]") {
    Manifest manifest;
    manifest.scenario = "Test";
    manifest.files = {{"a.yaml", "00ff", "scenario: Test\n"}, {"odd\xff.yaml", "01ff", ""}, {"a.csv", "02ff", {}}};
    manifest.arguments = {"run", "a.yaml"};
    manifest.seed = 7;
    manifest.run_hash = "0abc";
    manifest.replications = 40;
    manifest.version = "0.1.0";
    manifest.threads = 2;
    manifest.seconds = 1.5;
    manifest.policies = {"base"};
    const std::string text = manifest_json(manifest);
    CHECK(says(text, "\"program\": \"burncast\""));
    CHECK(says(text, "\"hash\": \"00ff\",\n      \"text\": \"scenario: Test\\n\""));
    CHECK(says(text, "{\n      \"path\": \"a.csv\",\n      \"hash\": \"02ff\"\n    }"));  // a table without its text
    CHECK(says(text, "\"threads\": 2"));
    CHECK(says(text, "\"seconds\": 1.5"));
    REQUIRE(known_run(text));
    CHECK(known_run(text)->hash == "0abc");
    CHECK(known_run(text)->replications == 40);
    CHECK(says(text, "\"interrupted\": false"));
    CHECK(known_run("{\"program\": \"burncast\"}")->replications == 0);  // of an older version
}

TEST_CASE("another program's manifest is not ours", "[output]") {
    for (const char* text : {"", "{", "[]", "{}", "{\"name\": \"burncast\"}", "{\"program\": \"other\"}",
                             "\"burncast\"", "{\"program\": [\"burncast\"]}", "\xff\xfe"})
        CHECK_FALSE(known_run(text));
}

TEST_CASE("cases as JSON", "[output]") {
    const std::vector<CaseReport> cases = {
        {"Uber", "cases/uber.yaml", 20, "USD", {}, small_report().expectations, small_report().gates}};
    const std::string text = cases_json(cases, 0, false);
    CHECK(says(text,
               "{\n  \"cases\": [\n    {\n      \"scenario\": \"Uber\",\n      \"file\": \"cases/uber.yaml\","
               "\n      \"replications\": 20,\n      \"expectations\": ["));
    CHECK(says(text, "\"gates\": [\n        {\n          \"gate\": "));
    CHECK(says(text, "\"relation\": "));
    CHECK(says(text, "\"what\": \"budget exhausted after\""));
    CHECK(cases_json({}, 2, true) == "{\n  \"cases\": [],\n  \"faulty\": 2,\n  \"interrupted\": true\n}\n");
}

TEST_CASE("sensitivity.json says what was played, and null for what was not", "[output]") {
    SensitivityReport report = sample::sensitivity();
    const std::string all = sensitivity_json(report);
    CHECK(says(all, R"("others": {
    "first_order": {)"));
    CHECK(says(all, R"("evppi": {
        "value": 1250.0,)"));
    CHECK(says(all, R"("best": "cap")"));
    report.luck.reset();
    report.decision.reset();
    report.inputs.resize(1);
    report.inputs[0] = {"x", "1 to 2", {}, {}, {}, {}};
    const std::string none = sensitivity_json(report);
    for (const char* empty : {R"("decision": null)", R"("answer": null)", R"("tornado": null)", R"("morris": null)",
                              R"("evppi": null)", R"("total": null)"})
        CHECK(says(none, empty));
}
