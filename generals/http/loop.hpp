// The events of one process, one after another: what came over the network, what time is over, what
// signal was sent.
//
// Nothing here is for several threads: all of a loop's callbacks run in `run`.
#pragma once

#include <chrono>
#include <functional>
#include <memory>

namespace turncoat {

class Loop {
 public:
  struct Impl;

  Loop();
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  // Until `stop`, or until nothing is left to wait for.
  void run();
  void stop();
  // Until that is so, which is asked after `stop`, and every millisecond.
  void run_until(const std::function<bool()>& is_over);
  // Soon, from `run`; never from within.
  void post(std::function<void()> callback);
  // At the first SIGINT, SIGTERM or SIGHUP.
  void on_signal(std::function<void()> callback);
  // Since the loop was made; it doesn't go back.
  std::chrono::milliseconds now() const;

  Impl& impl() { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

// Calls back once. Setting it again takes back the time before; so does its end.
class Timer {
 public:
  explicit Timer(Loop& loop);
  ~Timer();
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

  void after(std::chrono::milliseconds time, std::function<void()> callback);
  void cancel();

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace turncoat
