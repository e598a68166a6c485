import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many people took part in each kind of session on one day. */
export const skypeForBusinessActivityUserCounts = report({
  name: 'skypeForBusinessActivityUserCounts',
  service: 'skypeForBusiness',
  shape: 'series',
  title: 'Skype for Business activity: people by kind of session',
  description: 'How many people took part in each kind of session on one day.',
  properties: {
    reportRefreshDate,
    reportDate,
    reportPeriod,
    peerToPeer: column.distinct('Peer-to-peer', 'In sessions of two', 'People who took part in sessions of two.', {
      example: '26',
    }),
    organized: column.distinct('Organized', 'Organised conferences', 'People who organised conferences.', {
      example: '8',
    }),
    participated: column.distinct('Participated', 'Joined conferences', 'People who took part in conferences.', {
      example: '33',
    }),
  },
  isRetired: true,
});
