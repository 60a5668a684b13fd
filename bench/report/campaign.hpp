// What a campaign verified, out of the campaign.json that ci/campaign leaves in its folder.
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

// `file` is what errors call the text; its folder is where the campaign's files lie. Links go from
// `report_folder` to those of them that are there.
CampaignReport read_campaign(std::string_view text, const std::string& file,
                             const std::string& report_folder);

}  // namespace turncoat
