// The results of a campaign, out of the campaign.json that ci/campaign leaves in its folder.
//
// Errors: the file is untrusted; throws BadInput.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "turncoat/support/page/document.hpp"

namespace turncoat {

struct CampaignReport {
  Section section;
  Figure figure;
  std::vector<std::string> failures;
};

// Errors call the text `file`; its folder holds the campaign's files. Links go from `report_folder`
// to those that exist.
CampaignReport read_campaign(std::string_view text, const std::string& file,
                             const std::string& report_folder);

}  // namespace turncoat
