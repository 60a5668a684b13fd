// What a trial came to, of one implementation or of several side by side: as a page, as JSON, as
// JUnit's XML for whatever reads that in CI, and as CSV for a grade book.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "turncoat/support/page/document.hpp"
#include "turncoat/trial/entry.hpp"

namespace turncoat {

// One object a trial, as trial_as_json has them.
nlohmann::ordered_json entry_as_json(const TrialEntry& entry);
nlohmann::ordered_json trial_as_json(const std::vector<TrialEntry>& entries, std::uint64_t seed);
std::string trial_as_junit(const std::vector<TrialEntry>& entries);
// One line an implementation, after one of titles (RFC 4180, with a newline alone).
std::string trial_as_csv(const std::vector<TrialEntry>& entries);
// Files stand in the page's folder.
Document trial_document(const std::vector<TrialEntry>& entries, std::uint64_t seed);

}  // namespace turncoat
