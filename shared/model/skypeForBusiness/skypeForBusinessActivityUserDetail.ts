import { column } from '../column.ts';
import { person } from '../person.ts';
import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** The sessions and conferences of one user during the period. */
export const skypeForBusinessActivityUserDetail = report({
  name: 'skypeForBusinessActivityUserDetail',
  service: 'skypeForBusiness',
  shape: 'detail',
  title: 'Skype for Business activity: each user',
  description: 'The sessions and conferences of one user during the period.',
  properties: {
    reportRefreshDate,
    userPrincipalName: person.userPrincipalName,
    isDeleted: person.isDeleted,
    deletedDate: person.deletedDate,
    lastActivityDate: person.lastActivityDate,
    totalPeerToPeerSessionCount: column.period(
      'Total Peer-to-peer Session Count',
      'Sessions of two',
      'Sessions of two people the user took part in.',
    ),
    totalOrganizedConferenceCount: column.period(
      'Total Organized Conference Count',
      'Conferences organised',
      'Conferences the user organised.',
    ),
    totalParticipatedConferenceCount: column.period(
      'Total Participated Conference Count',
      'Conferences joined',
      'Conferences the user took part in.',
    ),
    peerToPeerLastActivityDate: column.date(
      'Peer-to-peer Last Activity Date',
      'Sessions of two: last',
      'The day of the last session of two.',
      { example: '2021-06-30' },
    ),
    organizedConferenceLastActivityDate: column.date(
      'Organized Conference Last Activity Date',
      'Conferences organised: last',
      'The day of the last conference the user organised.',
      { example: '2021-06-30' },
    ),
    participatedConferenceLastActivityDate: column.date(
      'Participated Conference Last Activity Date',
      'Conferences joined: last',
      'The day of the last conference the user took part in.',
      { example: '2021-06-30' },
    ),
    peerToPeerIMCount: column.period(
      'Peer-to-peer IM Count',
      'Sessions of two: instant messages',
      'Sessions of two with instant messages.',
      { example: '3' },
    ),
    peerToPeerAudioCount: column.period(
      'Peer-to-peer Audio Count',
      'Sessions of two: audio',
      'Sessions of two with audio.',
      { example: '3' },
    ),
    peerToPeerAudioMinutes: column.period(
      'Peer-to-peer Audio Minutes',
      'Sessions of two: minutes of audio',
      'Minutes of audio in sessions of two.',
      { unit: 'minutes', example: '45' },
    ),
    peerToPeerVideoCount: column.period(
      'Peer-to-peer Video Count',
      'Sessions of two: video',
      'Sessions of two with video.',
      { example: '3' },
    ),
    peerToPeerVideoMinutes: column.period(
      'Peer-to-peer Video Minutes',
      'Sessions of two: minutes of video',
      'Minutes of video in sessions of two.',
      { unit: 'minutes', example: '45' },
    ),
    peerToPeerAppSharingCount: column.period(
      'Peer-to-peer App Sharing Count',
      'Sessions of two: app sharing',
      'Sessions of two with shared applications.',
      { example: '3' },
    ),
    peerToPeerFileTransferCount: column.period(
      'Peer-to-peer File Transfer Count',
      'Sessions of two: file transfers',
      'Sessions of two with file transfers.',
      { example: '3' },
    ),
    organizedConferenceIMCount: column.period(
      'Organized Conference IM Count',
      'Conferences organised: instant messages',
      'Conferences the user organised with instant messages.',
      { example: '3' },
    ),
    organizedConferenceAudioVideoCount: column.period(
      'Organized Conference Audio/Video Count',
      'Conferences organised: audio and video',
      'Conferences the user organised with audio and video.',
      { example: '3' },
    ),
    organizedConferenceAudioVideoMinutes: column.period(
      'Organized Conference Audio/Video Minutes',
      'Conferences organised: minutes of audio and video',
      'Minutes of audio and video in conferences the user organised.',
      { unit: 'minutes', example: '45' },
    ),
    organizedConferenceAppSharingCount: column.period(
      'Organized Conference App Sharing Count',
      'Conferences organised: app sharing',
      'Conferences the user organised with shared applications.',
      { example: '3' },
    ),
    organizedConferenceWebCount: column.period(
      'Organized Conference Web Count',
      'Conferences organised: web',
      'Conferences the user organised with web conferences.',
      { example: '3' },
    ),
    organizedConferenceDialInOut3rdPartyCount: column.period(
      'Organized Conference Dial-in/out 3rd Party Count',
      'Conferences organised: dial-in and dial-out, third party',
      'Conferences the user organised with dial-in or dial-out of a third party.',
      { example: '3' },
    ),
    organizedConferenceCloudDialInOutMicrosoftCount: column.period(
      'Organized Conference Dial-in/out Microsoft Count',
      'Conferences organised: dial-in and dial-out, Microsoft',
      'Conferences the user organised with dial-in or dial-out by Microsoft.',
      { example: '3' },
    ),
    organizedConferenceCloudDialInMicrosoftMinutes: column.period(
      'Organized Conference Dial-in Microsoft Minutes',
      'Conferences organised: minutes of dial-in, Microsoft',
      'Minutes of dial-in by Microsoft in conferences the user organised.',
      { unit: 'minutes', example: '45' },
    ),
    organizedConferenceCloudDialOutMicrosoftMinutes: column.period(
      'Organized Conference Dial-out Microsoft Minutes',
      'Conferences organised: minutes of dial-out, Microsoft',
      'Minutes of dial-out by Microsoft in conferences the user organised.',
      { unit: 'minutes', example: '45' },
    ),
    participatedConferenceIMCount: column.period(
      'Participated Conference IM Count',
      'Conferences joined: instant messages',
      'Conferences the user took part in with instant messages.',
      { example: '3', csvAliases: ['Paricipated Conference IM Count'] },
    ),
    participatedConferenceAudioVideoCount: column.period(
      'Participated Conference Audio/Video Count',
      'Conferences joined: audio and video',
      'Conferences the user took part in with audio and video.',
      { example: '3' },
    ),
    participatedConferenceAudioVideoMinutes: column.period(
      'Participated Conference Audio/Video Minutes',
      'Conferences joined: minutes of audio and video',
      'Minutes of audio and video in conferences the user took part in.',
      { unit: 'minutes', example: '45' },
    ),
    participatedConferenceAppSharingCount: column.period(
      'Participated Conference App Sharing Count',
      'Conferences joined: app sharing',
      'Conferences the user took part in with shared applications.',
      { example: '3' },
    ),
    participatedConferenceWebCount: column.period(
      'Participated Conference Web Count',
      'Conferences joined: web',
      'Conferences the user took part in with web conferences.',
      { example: '3' },
    ),
    participatedConferenceDialInOut3rdPartyCount: column.period(
      'Participated Conference Dial-in/out 3rd Party Count',
      'Conferences joined: dial-in and dial-out, third party',
      'Conferences the user took part in with dial-in or dial-out of a third party.',
      { example: '3' },
    ),
    assignedProducts: person.assignedProducts,
    reportPeriod,
  },
  isRetired: true,
  otherHeaders: [
    {
      line: 'Report Refresh Date,User Principal Name,Is Deleted,Deleted Date,Last Activity Date,Total Peer-to-peer Session Count,Total Organized Conference Count,Total Participated Conference Count,Peer-to-peer Last Activity Date,Organized Conference Last Activity Date,Participated Conference Last Activity Date,Peer-to-peer IM Count,Peer-to-peer Audio Count,Peer-to-peer Audio Minutes,Peer-to-peer Video Count,Peer-to-peer Video Minutes,Peer-to-peer App Sharing Count,Peer-to-peer File Transfer Count,Organized Conference IM Count,Organized Conference Audio/Video Count,Organized Conference Audio/Video Minutes,Organized Conference App Sharing Count,Organized Conference Web Count,Organized Conference Dial-in/out 3rd Party Count,Organized Conference Dial-in/out Microsoft Count,Organized Conference Dial-in Microsoft Minutes,Organized Conference Dial-out Microsoft Minutes,Paricipated Conference IM Count,Participated Conference Audio/Video Count,Participated Conference Audio/Video Minutes,Participated Conference App Sharing Count,Participated Conference Web Count,Participated Conference Dial-in/out 3rd Party Count,Assigned Products,Report Period',
    },
  ],
});
