// A room for programs that nobody should trust: bubblewrap's (bwrap(1)).
//
// Inside there is: the system, read-only (/usr, /etc, …); the program's own folder, read-only;
// /tmp, of bounded size, which is also $HOME; no other file; a process space of its own; a loopback
// of its own and no other network; a clean environment; a user other than root, as limits on
// processes don't bind root; no core files. What the program takes of memory is for a TreeWatch.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace turncoat {

inline constexpr std::uint64_t kSandboxFolderBytes = std::uint64_t{64} << 20;
inline constexpr int kSandboxProcesses = 256;  // threads too

enum class Network {
  own,
  shared,  // that of this process
};

// The command that runs a command in a room of its own. `folder` is absolute.
std::vector<std::string> in_sandbox(const std::vector<std::string>& command,
                                    const std::string& folder, Network network = Network::own);

// From now on this process has a loopback that nobody else has, and no other network; so have the
// processes and threads that it starts. It has one thread. Throws BadInput, with the system's
// reason.
void enter_own_network();

// Why no room can be had on this machine, in the words of the program that fails; empty if it can.
std::string why_no_sandbox();

// Absolute, without links. Throws BadInput where it is no folder, or one that would let everything
// in: the root, or one with the user's home in it; as root also where others may not read all of
// it.
std::string sandbox_folder(const std::string& folder, const std::string& home);

}  // namespace turncoat
