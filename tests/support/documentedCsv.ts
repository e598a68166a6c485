/** The newest header line of Microsoft Graph's CSV of each report, exactly: blanks and odd spellings are Graph's. */
export const documentedCsv: Readonly<Record<string, string>> = {
  browserDistributionUserCounts: 'Report Refresh Date, Report Period, Edge, Edge Legacy, Internet Explorer',
  browserUserCounts: 'Report Refresh Date, Report Period, Report Date, Edge, Edge Legacy, Internet Explorer',
  browserUserDetail: 'Report Refresh Date, User Principal Name, Report Period, Edge',
  emailActivityCounts:
    'Report Refresh Date,Send,Receive,Read,Meeting Created,Meeting Interacted,Report Date,Report Period',
  emailActivityUserCounts:
    'Report Refresh Date,Send,Receive,Read,Meeting Created,Meeting Interacted,Report Date,Report Period',
  emailActivityUserDetail:
    'Report Refresh Date,User Principal Name,Display Name,Is Deleted,Deleted Date,Last Activity Date,Send Count,' +
    'Receive Count,Read Count,Meeting Created Count,Meeting Interacted Count,Assigned Products,Report Period',
  emailAppUsageAppsUserCounts:
    'Report Refresh Date,Mail For Mac,Outlook For Mac,Outlook For Windows,Outlook For Mobile,Other For Mobile,' +
    'Outlook For Web,POP3 App,IMAP4 App,SMTP App,Report Period',
  emailAppUsageUserCounts:
    'Report Refresh Date,Mail For Mac,Outlook For Mac,Outlook For Windows,Outlook For Mobile,Other For Mobile,' +
    'Outlook For Web,POP3 App,IMAP4 App,SMTP App,Report Date,Report Period',
  emailAppUsageUserDetail:
    'Report Refresh Date,User Principal Name,Display Name,Is Deleted,Deleted Date,Last Activity Date,Mail For Mac,' +
    'Outlook For Mac,Outlook For Windows,Outlook For Mobile,Other For Mobile,Outlook For Web,POP3 App,IMAP4 App,' +
    'SMTP App,Report Period',
  emailAppUsageVersionsUserCounts:
    'Report Refresh Date,Outlook 2016,Outlook 2013,Outlook 2010,Outlook 2007,Undetermined,Report Period,' +
    'Outlook M365,Outlook 2019',
  formsUserActivityCounts: 'Report Refresh Date, Report Period, Forms, Authenticated in responses, Anonymous responses',
  formsUserActivityUserCounts: 'Report Refresh Date, Report Period, Designers, Respondents, Total Users',
  formsUserActivityUserDetail:
    'Report Refresh Date, User Principal Name, Last Activity Date, Report Period, Created Count, Responded Count',
  m365AppPlatformUserCounts: 'Report Refresh Date,Report Period,Report Date,Windows,Mac,Mobile,Web',
  m365AppUserCounts: 'Report Refresh Date,Report Period,Report Date,Outlook,Word,Excel,PowerPoint,OneNote,Teams',
  m365AppUserDetail:
    'Report Refresh Date,User Principal Name,Last Activation Date,Last Activity Date,Report Period,Windows,Mac,' +
    'Mobile,Web,Outlook,Word,Excel,PowerPoint,OneNote,Teams,Outlook (Windows),Word (Windows),Excel (Windows),' +
    'PowerPoint (Windows),OneNote (Windows),Teams (Windows),Outlook (Mac),Word (Mac),Excel (Mac),PowerPoint (Mac),' +
    'OneNote (Mac),Teams (Mac),Outlook (Mobile),Word (Mobile),Excel (Mobile),PowerPoint (Mobile),OneNote (Mobile),' +
    'Teams (Mobile),Outlook (Web),Word (Web),Excel (Web),PowerPoint (Web),OneNote (Web),Teams (Web)',
  mailboxUsageDetail:
    'Report Refresh Date,User Principal Name,Display Name,Is Deleted,Deleted Date,Created Date,Last Activity Date,' +
    'Item Count,Storage Used (Byte),Issue Warning Quota (Byte),Prohibit Send Quota (Byte),' +
    'Prohibit Send/Receive Quota (Byte),Deleted Item Count,Deleted Item Size (Byte),Deleted Item Quota (Byte),' +
    'Has Archive,Report Period',
  mailboxUsageMailboxCounts: 'Report Refresh Date,Total,Active,Report Date,Report Period',
  mailboxUsageQuotaStatusMailboxCounts:
    'Report Refresh Date,Under Limit,Warning Issued,Send Prohibited,Send/Receive Prohibited,Indeterminate,' +
    'Report Date,Report Period',
  mailboxUsageStorage: 'Report Refresh Date,Storage Used (Byte),Report Date,Report Period',
  microsoft365CopilotUsageUserDetail:
    'Report Refresh Date,User Principal Name,Display Name,Last Activity Date,Copilot Chat Last Activity Date,' +
    'Microsoft Teams Copilot Last Activity Date,Word Copilot Last Activity Date,Excel Copilot Last Activity Date,' +
    'PowerPoint Copilot Last Activity Date,Outlook Copilot Last Activity Date,OneNote Copilot Last Activity Date,' +
    'Loop Copilot Last Activity Date,Report Period',
  microsoft365CopilotUserCountSummary:
    'Report Refresh Date,Report Period,Microsoft Teams Enabled Users,Microsoft Teams Active Users,' +
    'Word Enabled Users,Word Active Users,PowerPoint Enabled Users,PowerPoint Active Users,Outlook Enabled Users,' +
    'Outlook Active Users,Excel Enabled Users,Excel Active Users,OneNote Enabled Users,OneNote Active Users,' +
    'Loop Enabled Users,Loop Active Users,Any App Enabled Users,Any App Active Users,Copilot Chat Enabled Users,' +
    'Copilot Chat Active Users',
  microsoft365CopilotUserCountTrend:
    'Report Refresh Date,Report Date,Microsoft Teams Enabled Users,Microsoft Teams Active Users,Word Enabled Users,' +
    'Word Active Users,PowerPoint Enabled Users,PowerPoint Active Users,Outlook Enabled Users,Outlook Active Users,' +
    'Excel Enabled Users,Excel Active Users,OneNote Enabled Users,OneNote Active Users,Loop Enabled Users,' +
    'Loop Active Users,Any App Enabled Users,Any App Active Users,Copilot Chat Enabled Users,' +
    'Copilot Chat Active Users,Report Period',
  office365ActivationCounts: 'Report Refresh Date,Product Type,Windows,Mac,Android,iOS,Windows 10 Mobile',
  office365ActivationsUserCounts: 'Report Refresh Date,Product Type,Assigned,Activated,Shared Computer Activation',
  office365ActivationsUserDetail:
    'Report Refresh Date,User Principal Name,Display Name,Product Type,Last Activated Date,Windows,Mac,' +
    'Windows 10 Mobile,iOS,Android,Activated On Shared Computer',
  office365ActiveUserCounts:
    'Report Refresh Date,Office 365,Exchange,OneDrive,SharePoint,Skype For Business,Yammer,Teams,Report Date,' +
    'Report Period',
  office365ActiveUserDetail:
    'Report Refresh Date,User Principal Name,Display Name,Is Deleted,Deleted Date,Has Exchange License,' +
    'Has OneDrive License,Has SharePoint License,Has Skype For Business License,Has Yammer License,' +
    'Has Teams License,Exchange Last Activity Date,OneDrive Last Activity Date,SharePoint Last Activity Date,' +
    'Skype For Business Last Activity Date,Yammer Last Activity Date,Teams Last Activity Date,' +
    'Exchange License Assign Date,OneDrive License Assign Date,SharePoint License Assign Date,' +
    'Skype For Business License Assign Date,Yammer License Assign Date,Teams License Assign Date,Assigned Products',
  office365GroupsActivityCounts:
    'Report Refresh Date,Exchange Emails Received,Yammer Messages Posted,Yammer Messages Read,' +
    'Yammer Messages Liked,Report Date,Report Period',
  office365GroupsActivityDetail:
    'Report Refresh Date,Group Display Name,Is Deleted,Owner Principal Name,Last Activity Date,Group Type,' +
    'Member Count,External Member Count,Exchange Received Email Count,SharePoint Active File Count,' +
    'Yammer Posted Message Count,Yammer Read Message Count,Yammer Liked Message Count,' +
    'Exchange Mailbox Total Item Count,Exchange Mailbox Storage Used (Byte),SharePoint Total File Count,' +
    'SharePoint Site Storage Used (Byte),Group Id,Report Period',
  office365GroupsActivityFileCounts: 'Report Refresh Date,Total,Active,Report Date,Report Period',
  office365GroupsActivityGroupCounts: 'Report Refresh Date,Total,Active,Report Date,Report Period',
  office365GroupsActivityStorage:
    'Report Refresh Date,Mailbox Storage Used (Byte),Site Storage Used (Byte),Report Date,Report Period',
  office365ServicesUserCounts:
    'Report Refresh Date,Exchange Active,Exchange Inactive,OneDrive Active,OneDrive Inactive,SharePoint Active,' +
    'SharePoint Inactive,Skype For Business Active,Skype For Business Inactive,Yammer Active,Yammer Inactive,' +
    'Teams Active,Teams Inactive,Office 365 Active,Office 365 Inactive,Report Period',
  oneDriveActivityFileCounts:
    'Report Refresh Date,Viewed Or Edited,Synced,Shared Internally,Shared Externally,Report Date,Report Period',
  oneDriveActivityUserCounts:
    'Report Refresh Date,Viewed Or Edited,Synced,Shared Internally,Shared Externally,Report Date,Report Period',
  oneDriveActivityUserDetail:
    'Report Refresh Date,User Principal Name,Is Deleted,Deleted Date,Last Activity Date,' +
    'Viewed Or Edited File Count,Synced File Count,Shared Internally File Count,Shared Externally File Count,' +
    'Assigned Products,Report Period',
  oneDriveUsageAccountCounts: 'Report Refresh Date,Site Type,Total,Active,Report Date,Report Period',
  oneDriveUsageAccountDetail:
    'Report Refresh Date,Site Id,Site URL,Owner Display Name,Is Deleted,Last Activity Date,File Count,' +
    'Active File Count,Storage Used (Byte),Storage Allocated (Byte),Owner Principal Name,Report Period',
  oneDriveUsageFileCounts: 'Report Refresh Date,Site Type,Total,Active,Report Date,Report Period',
  oneDriveUsageStorage: 'Report Refresh Date,Site Type,Storage Used (Byte),Report Date,Report Period',
  sharePointActivityFileCounts:
    'Report Refresh Date,Viewed Or Edited,Synced,Shared Internally,Shared Externally,Report Date,Report Period',
  sharePointActivityPages: 'Report Refresh Date,Visited Page Count,Report Date,Report Period',
  sharePointActivityUserCounts:
    'Report Refresh Date,Visited Page,Viewed Or Edited,Synced,Shared Internally,Shared Externally,Report Date,' +
    'Report Period',
  sharePointActivityUserDetail:
    'Report Refresh Date,User Principal Name,Is Deleted,Deleted Date,Last Activity Date,' +
    'Viewed Or Edited File Count,Synced File Count,Shared Internally File Count,Shared Externally File Count,' +
    'Visited Page Count,Assigned Products,Report Period',
  sharePointSiteUsageDetail:
    'Report Refresh Date,Site Id,Site URL,Owner Display Name,Is Deleted,Last Activity Date,File Count,' +
    'Active File Count,Page View Count,Visited Page Count,Storage Used (Byte),Storage Allocated (Byte),' +
    'Root Web Template,Owner Principal Name,Report Period',
  sharePointSiteUsageFileCounts: 'Report Refresh Date,Site Type,Total,Active,Report Date,Report Period',
  sharePointSiteUsagePages: 'Report Refresh Date,Site Type,Page View Count,Report Date,Report Period',
  sharePointSiteUsageSiteCounts: 'Report Refresh Date,Site Type,Total,Active,Report Date,Report Period',
  sharePointSiteUsageStorage: 'Report Refresh Date,Site Type,Storage Used (Byte),Report Date,Report Period',
  skypeForBusinessActivityCounts: 'Report Refresh Date,Report Date,Report Period,Peer-to-peer,Organized,Participated',
  skypeForBusinessActivityUserCounts:
    'Report Refresh Date,Report Date,Report Period,Peer-to-peer,Organized,Participated',
  skypeForBusinessActivityUserDetail:
    'Report Refresh Date,User Principal Name,Is Deleted,Deleted Date,Last Activity Date,' +
    'Total Peer-to-peer Session Count,Total Organized Conference Count,Total Participated Conference Count,' +
    'Peer-to-peer Last Activity Date,Organized Conference Last Activity Date,' +
    'Participated Conference Last Activity Date,Peer-to-peer IM Count,Peer-to-peer Audio Count,' +
    'Peer-to-peer Audio Minutes,Peer-to-peer Video Count,Peer-to-peer Video Minutes,Peer-to-peer App Sharing Count,' +
    'Peer-to-peer File Transfer Count,Organized Conference IM Count,Organized Conference Audio/Video Count,' +
    'Organized Conference Audio/Video Minutes,Organized Conference App Sharing Count,' +
    'Organized Conference Web Count,Organized Conference Dial-in/out 3rd Party Count,' +
    'Organized Conference Dial-in/out Microsoft Count,Organized Conference Dial-in Microsoft Minutes,' +
    'Organized Conference Dial-out Microsoft Minutes,Participated Conference IM Count,' +
    'Participated Conference Audio/Video Count,Participated Conference Audio/Video Minutes,' +
    'Participated Conference App Sharing Count,Participated Conference Web Count,' +
    'Participated Conference Dial-in/out 3rd Party Count,Assigned Products,Report Period',
  skypeForBusinessDeviceUsageDistributionUserCounts:
    'Report Refresh Date,Windows,Windows Phone,Android Phone,iPhone,iPad,Report Period',
  skypeForBusinessDeviceUsageUserCounts:
    'Report Refresh Date,Windows,Windows Phone,Android Phone,iPhone,iPad,Report Date,Report Period',
  skypeForBusinessDeviceUsageUserDetail:
    'Report Refresh Date,User Principal Name,Last Activity Date,Used Windows,Used Windows Phone,Used Android Phone,' +
    'Used iPhone,Used iPad,Report Period',
  skypeForBusinessOrganizerActivityCounts:
    'Report Refresh Date,Report Date,Report Period,IM,Audio/Video,App Sharing,Web,Dial-in/out 3rd Party,' +
    'Dial-in/out Microsoft',
  skypeForBusinessOrganizerActivityMinuteCounts:
    'Report Refresh Date,Report Date,Report Period,Audio/Video,Dial-in Microsoft,Dial-out Microsoft',
  skypeForBusinessOrganizerActivityUserCounts:
    'Report Refresh Date,Report Date,Report Period,IM,Audio/Video,App Sharing,Web,Dial-in/out 3rd Party,' +
    'Dial-in/out Microsoft',
  skypeForBusinessParticipantActivityCounts:
    'Report Refresh Date,Report Date,Report Period,IM,Audio/Video,App Sharing,Web,Dial-in/out 3rd Party',
  skypeForBusinessParticipantActivityMinuteCounts: 'Report Refresh Date,Report Date,Report Period,Audio/Video',
  skypeForBusinessParticipantActivityUserCounts:
    'Report Refresh Date,Report Date,Report Period,IM,Audio/Video,App Sharing,Web,Dial-in/out 3rd Party',
  skypeForBusinessPeerToPeerActivityCounts:
    'Report Refresh Date,Report Date,Report Period,IM,Audio,Video,App Sharing,File Transfer',
  skypeForBusinessPeerToPeerActivityMinuteCounts: 'Report Refresh Date,Report Date,Report Period,Audio,Video',
  skypeForBusinessPeerToPeerActivityUserCounts:
    'Report Refresh Date,Report Date,Report Period,IM,Audio,Video,App Sharing,File Transfer',
  teamsDeviceUsageDistributionTotalUserCounts:
    'Report Refresh Date,Web,Windows Phone,Android Phone,iOS,Mac,Windows,Chrome OS,Linux,Report Period',
  teamsDeviceUsageDistributionUserCounts:
    'Report Refresh Date,Web,Windows Phone,Android Phone,iOS,Mac,Windows,Chrome OS,Linux,Report Period',
  teamsDeviceUsageTotalUserCounts:
    'Report Refresh Date,Web,Windows Phone,Android Phone,iOS,Mac,Windows,Chrome OS,Linux,Report Date,Report Period',
  teamsDeviceUsageUserCounts:
    'Report Refresh Date,Web,Windows Phone,Android Phone,iOS,Mac,Windows,Chrome OS,Linux,Report Date,Report Period',
  teamsDeviceUsageUserDetail:
    'Report Refresh Date,User Id,User Principal Name,Last Activity Date,Is Deleted,Deleted Date,Used Web,' +
    'Used Windows Phone,Used iOS,Used Mac,Used Android Phone,Used Windows,Used Chrome OS,Used Linux,Is Licensed,' +
    'Report Period',
  teamsTeamActivityCounts:
    'Report Refresh Date,Report Period,Report Date,Active Users,Active Channels,Guests,Reactions,' +
    'Meetings Organized,Post Messages,Channel Messages,Active Shared Channels,Active External Users,Reply Messages,' +
    'Urgent Messages,Mentions',
  teamsTeamActivityDetail:
    'Report Refresh Date,Team Name,Team Id,Team Type,Last Activity Date,Report Period,Active Users,Active Channels,' +
    'Guests,Reactions,Meetings Organized,Post Messages,Reply Messages,Channel Messages,Urgent Messages,Mentions,' +
    'Active Shared Channels,Active External Users',
  teamsTeamActivityDistributionCounts:
    'Report Refresh Date,Report Period,Active Users,Active Channels,Guests,Reactions,Meetings Organized,' +
    'Post Messages,Channel Messages,Active Shared Channels,Active External Users,Reply Messages,Urgent Messages,' +
    'Mentions',
  teamsTeamCounts:
    'Report Refresh Date,Report Date,Public Teams,Active Public Teams,Private Teams,Active Private Teams',
  teamsUserActivityCounts:
    'Report Refresh Date,Report Date,Team Chat Messages,Post Messages,Reply Messages,Private Chat Messages,Calls,' +
    'Meetings,Audio Duration,Video Duration,Screen Share Duration,Meetings Organized,Meetings Attended,' +
    'Report Period',
  teamsUserActivityDistributionTotalUserCounts:
    'Report Refresh Date,Team Chat Messages,Private Chat Messages,Calls,Meetings,Report Period',
  teamsUserActivityDistributionUserCounts:
    'Report Refresh Date,Team Chat Messages,Private Chat Messages,Calls,Meetings,Report Period',
  teamsUserActivityTotalCounts:
    'Report Refresh Date,Report Date,Team Chat Messages,Post Messages,Reply Messages,Private Chat Messages,Calls,' +
    'Meetings,Audio Duration,Video Duration,Screen Share Duration,Meetings Organized,Meetings Attended,' +
    'Report Period',
  teamsUserActivityTotalDistributionCounts:
    'Report Refresh Date,Team Chat Messages,Private Chat Messages,Calls,Meetings,Meetings Organized,' +
    'Meetings Attended,Audio Duration,Video Duration,Screen Share Duration,Post Messages,Reply Messages,' +
    'Report Period',
  teamsUserActivityTotalUserCounts:
    'Report Refresh Date,Report Date,Team Chat Messages,Private Chat Messages,Calls,Meetings,Other Actions,' +
    'Report Period',
  teamsUserActivityUserCounts:
    'Report Refresh Date,Report Date,Team Chat Messages,Private Chat Messages,Calls,Meetings,Other Actions,' +
    'Report Period',
  teamsUserActivityUserDetail:
    'Report Refresh Date,User Id,User Principal Name,Last Activity Date,Is Deleted,Deleted Date,Assigned Products,' +
    'Team Chat Message Count,Private Chat Message Count,Call Count,Meeting Count,Meetings Organized Count,' +
    'Meetings Attended Count,Ad Hoc Meetings Organized Count,Ad Hoc Meetings Attended Count,' +
    'Scheduled One-time Meetings Organized Count,Scheduled One-time Meetings Attended Count,' +
    'Scheduled Recurring Meetings Organized Count,Scheduled Recurring Meetings Attended Count,Audio Duration,' +
    'Video Duration,Screen Share Duration,Audio Duration In Seconds,Video Duration In Seconds,' +
    'Screen Share Duration In Seconds,Has Other Action,Urgent Messages,Post Messages,Tenant Display Name,' +
    'Shared Channel Tenant Display Names,Reply Messages,Is Licensed,Report Period',
  yammerActivityCounts: 'Report Refresh Date,Liked,Posted,Read,Report Date,Report Period',
  yammerActivityUserCounts: 'Report Refresh Date,Liked,Posted,Read,Report Date,Report Period',
  yammerActivityUserDetail:
    'Report Refresh Date,User Principal Name,Display Name,User State,State Change Date,Last Activity Date,' +
    'Posted Count,Read Count,Liked Count,Assigned Products,Report Period',
  yammerDeviceUsageDistributionUserCounts:
    'Report Refresh Date,Web,Windows Phone,Android Phone,iPhone,iPad,Other,Report Period',
  yammerDeviceUsageUserCounts:
    'Report Refresh Date,Web,Windows Phone,Android Phone,iPhone,iPad,Other,Report Date,Report Period',
  yammerDeviceUsageUserDetail:
    'Report Refresh Date,User Principal Name,Display Name,User State,State Change Date,Last Activity Date,Used Web,' +
    'Used Windows Phone,Used Android Phone,Used iPhone,Used iPad,Used Others,Report Period',
  yammerGroupsActivityCounts: 'Report Refresh Date,Liked,Posted,Read,Report Date,Report Period',
  yammerGroupsActivityDetail:
    'Report Refresh Date,Group Display Name,Is Deleted,Owner Principal Name,Last Activity Date,Group Type,' +
    'Office 365 Connected,Member Count,Posted Count,Read Count,Liked Count,Report Period',
  yammerGroupsActivityGroupCounts: 'Report Refresh Date,Total,Active,Report Date,Report Period',
};
