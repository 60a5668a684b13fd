// Plays a scenario file: play_scenario FILE
#include <cstdio>
#include <turncoat/core/outcome.hpp>
#include <turncoat/properties/scenario_json.hpp>

int main(int argc, char** argv) {
  const turncoat::Scenario scenario = turncoat::load_scenario(argc > 1 ? argv[1] : "scenario.json");
  const turncoat::Outcome outcome = turncoat::play(scenario);
  for (const int lieutenant : scenario.setup.loyal_lieutenants()) {
    const turncoat::Order decision = outcome.decisions.of(lieutenant);
    std::printf("general %d decides %s\n", lieutenant, turncoat::name(decision).data());
  }
}
