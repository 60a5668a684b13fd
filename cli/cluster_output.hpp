// What `turncoat cluster` says about its agreements, and its exit code.
#pragma once

#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>

#include "turncoat/core/setup.hpp"
#include "turncoat/generals/cluster/comparison.hpp"
#include "turncoat/generals/cluster/told_table.hpp"
#include "turncoat/properties/scenario.hpp"

namespace turncoat {

// What was played.
struct ClusterTitle {
  Setup setup;  // who fails is among the traitors
  std::string adversary;
  std::string about_traitors;  // stands behind their numbers
  std::optional<Scenario> scenario{};
  std::string name_of_scenario{};
  int agreements = 1;
};

// What came of it: the last agreement, or the first that went wrong.
struct ClusterResult {
  Comparison comparison;
  double seconds = 0;  // of the fastest
  std::uint64_t refused = 0;
  std::uint64_t forged = 0;
};

void print_cluster_as_json(const ClusterTitle& title, const ClusterResult& result);
void print_cluster_for_people(const ClusterTitle& title, const ClusterResult& result,
                              std::FILE* out);
// Instead: there is no result.
void print_cluster_without_result(const ClusterTitle& title, const std::string& why);

// The exit code, and on standard error why it isn't 0. A scenario that was played is compared with
// what it expects: it may violate what it says.
int judge_cluster(const ClusterTitle& title, const ClusterResult& result);

// A JSON object a line.
void save_trace(const Setup& setup, const ToldTable& told, const std::string& name_of_file);

}  // namespace turncoat
