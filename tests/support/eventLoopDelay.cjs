/** Read before the app (`--require`): writes the longest delay of its event loop, in milliseconds, once a second. */
const { setInterval } = require('node:timers');
const { monitorEventLoopDelay } = require('node:perf_hooks');

const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
setInterval(() => {
  process.stderr.write(`event-loop-delay ${(delay.max / 1e6).toFixed(1)}\n`);
  delay.reset();
}, 1000).unref();
