import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many sessions and conferences of each kind there were on one day. */
export const skypeForBusinessActivityCounts = report({
  name: 'skypeForBusinessActivityCounts',
  service: 'skypeForBusiness',
  shape: 'series',
  title: 'Skype for Business activity: sessions',
  description: 'How many sessions and conferences of each kind there were on one day.',
  properties: {
    reportRefreshDate,
    reportDate,
    reportPeriod,
    peerToPeer: column.flow('Peer-to-peer', 'Sessions of two', 'Sessions of two people.', { example: '41' }),
    organized: column.flow('Organized', 'Conferences organised', 'Conferences that people organised.'),
    participated: column.flow('Participated', 'Conferences joined', 'Conferences that people took part in.', {
      example: '57',
    }),
  },
  isRetired: true,
});
