/** The service of `meteredService.ts` with nothing metered. */
import './leaveOutMeter.ts';
import './meteredService.ts';
