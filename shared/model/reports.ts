import type { EntityType } from '../edm/entityType.ts';
import { m365AppPlatformUserCounts } from './apps/m365AppPlatformUserCounts.ts';
import { m365AppUserCounts } from './apps/m365AppUserCounts.ts';
import { m365AppUserDetail } from './apps/m365AppUserDetail.ts';
import { browserDistributionUserCounts } from './browser/browserDistributionUserCounts.ts';
import { browserUserCounts } from './browser/browserUserCounts.ts';
import { browserUserDetail } from './browser/browserUserDetail.ts';
import { microsoft365CopilotUsageUserDetail } from './copilot/microsoft365CopilotUsageUserDetail.ts';
import { microsoft365CopilotUserCountSummary } from './copilot/microsoft365CopilotUserCountSummary.ts';
import { microsoft365CopilotUserCountTrend } from './copilot/microsoft365CopilotUserCountTrend.ts';
import { emailActivityCounts } from './exchange/emailActivityCounts.ts';
import { emailActivityUserCounts } from './exchange/emailActivityUserCounts.ts';
import { emailActivityUserDetail } from './exchange/emailActivityUserDetail.ts';
import { emailAppUsageAppsUserCounts } from './exchange/emailAppUsageAppsUserCounts.ts';
import { emailAppUsageUserCounts } from './exchange/emailAppUsageUserCounts.ts';
import { emailAppUsageUserDetail } from './exchange/emailAppUsageUserDetail.ts';
import { emailAppUsageVersionsUserCounts } from './exchange/emailAppUsageVersionsUserCounts.ts';
import { mailboxUsageDetail } from './exchange/mailboxUsageDetail.ts';
import { mailboxUsageMailboxCounts } from './exchange/mailboxUsageMailboxCounts.ts';
import { mailboxUsageQuotaStatusMailboxCounts } from './exchange/mailboxUsageQuotaStatusMailboxCounts.ts';
import { mailboxUsageStorage } from './exchange/mailboxUsageStorage.ts';
import { formsUserActivityCounts } from './forms/formsUserActivityCounts.ts';
import { formsUserActivityUserCounts } from './forms/formsUserActivityUserCounts.ts';
import { formsUserActivityUserDetail } from './forms/formsUserActivityUserDetail.ts';
import { office365ActivationCounts } from './microsoft365/office365ActivationCounts.ts';
import { office365ActivationsUserCounts } from './microsoft365/office365ActivationsUserCounts.ts';
import { office365ActivationsUserDetail } from './microsoft365/office365ActivationsUserDetail.ts';
import { office365ActiveUserCounts } from './microsoft365/office365ActiveUserCounts.ts';
import { office365ActiveUserDetail } from './microsoft365/office365ActiveUserDetail.ts';
import { office365GroupsActivityCounts } from './microsoft365/office365GroupsActivityCounts.ts';
import { office365GroupsActivityDetail } from './microsoft365/office365GroupsActivityDetail.ts';
import { office365GroupsActivityFileCounts } from './microsoft365/office365GroupsActivityFileCounts.ts';
import { office365GroupsActivityGroupCounts } from './microsoft365/office365GroupsActivityGroupCounts.ts';
import { office365GroupsActivityStorage } from './microsoft365/office365GroupsActivityStorage.ts';
import { office365ServicesUserCounts } from './microsoft365/office365ServicesUserCounts.ts';
import { oneDriveActivityFileCounts } from './oneDrive/oneDriveActivityFileCounts.ts';
import { oneDriveActivityUserCounts } from './oneDrive/oneDriveActivityUserCounts.ts';
import { oneDriveActivityUserDetail } from './oneDrive/oneDriveActivityUserDetail.ts';
import { oneDriveUsageAccountCounts } from './oneDrive/oneDriveUsageAccountCounts.ts';
import { oneDriveUsageAccountDetail } from './oneDrive/oneDriveUsageAccountDetail.ts';
import { oneDriveUsageFileCounts } from './oneDrive/oneDriveUsageFileCounts.ts';
import { oneDriveUsageStorage } from './oneDrive/oneDriveUsageStorage.ts';
import { sharePointActivityFileCounts } from './sharePoint/sharePointActivityFileCounts.ts';
import { sharePointActivityPages } from './sharePoint/sharePointActivityPages.ts';
import { sharePointActivityUserCounts } from './sharePoint/sharePointActivityUserCounts.ts';
import { sharePointActivityUserDetail } from './sharePoint/sharePointActivityUserDetail.ts';
import { sharePointSiteUsageDetail } from './sharePoint/sharePointSiteUsageDetail.ts';
import { sharePointSiteUsageFileCounts } from './sharePoint/sharePointSiteUsageFileCounts.ts';
import { sharePointSiteUsagePages } from './sharePoint/sharePointSiteUsagePages.ts';
import { sharePointSiteUsageSiteCounts } from './sharePoint/sharePointSiteUsageSiteCounts.ts';
import { sharePointSiteUsageStorage } from './sharePoint/sharePointSiteUsageStorage.ts';
import { skypeForBusinessActivityCounts } from './skypeForBusiness/skypeForBusinessActivityCounts.ts';
import { skypeForBusinessActivityUserCounts } from './skypeForBusiness/skypeForBusinessActivityUserCounts.ts';
import { skypeForBusinessActivityUserDetail } from './skypeForBusiness/skypeForBusinessActivityUserDetail.ts';
import { skypeForBusinessDeviceUsageDistributionUserCounts } from './skypeForBusiness/skypeForBusinessDeviceUsageDistributionUserCounts.ts';
import { skypeForBusinessDeviceUsageUserCounts } from './skypeForBusiness/skypeForBusinessDeviceUsageUserCounts.ts';
import { skypeForBusinessDeviceUsageUserDetail } from './skypeForBusiness/skypeForBusinessDeviceUsageUserDetail.ts';
import { skypeForBusinessOrganizerActivityCounts } from './skypeForBusiness/skypeForBusinessOrganizerActivityCounts.ts';
import { skypeForBusinessOrganizerActivityMinuteCounts } from './skypeForBusiness/skypeForBusinessOrganizerActivityMinuteCounts.ts';
import { skypeForBusinessOrganizerActivityUserCounts } from './skypeForBusiness/skypeForBusinessOrganizerActivityUserCounts.ts';
import { skypeForBusinessParticipantActivityCounts } from './skypeForBusiness/skypeForBusinessParticipantActivityCounts.ts';
import { skypeForBusinessParticipantActivityMinuteCounts } from './skypeForBusiness/skypeForBusinessParticipantActivityMinuteCounts.ts';
import { skypeForBusinessParticipantActivityUserCounts } from './skypeForBusiness/skypeForBusinessParticipantActivityUserCounts.ts';
import { skypeForBusinessPeerToPeerActivityCounts } from './skypeForBusiness/skypeForBusinessPeerToPeerActivityCounts.ts';
import { skypeForBusinessPeerToPeerActivityMinuteCounts } from './skypeForBusiness/skypeForBusinessPeerToPeerActivityMinuteCounts.ts';
import { skypeForBusinessPeerToPeerActivityUserCounts } from './skypeForBusiness/skypeForBusinessPeerToPeerActivityUserCounts.ts';
import { teamsDeviceUsageDistributionTotalUserCounts } from './teams/teamsDeviceUsageDistributionTotalUserCounts.ts';
import { teamsDeviceUsageDistributionUserCounts } from './teams/teamsDeviceUsageDistributionUserCounts.ts';
import { teamsDeviceUsageTotalUserCounts } from './teams/teamsDeviceUsageTotalUserCounts.ts';
import { teamsDeviceUsageUserCounts } from './teams/teamsDeviceUsageUserCounts.ts';
import { teamsDeviceUsageUserDetail } from './teams/teamsDeviceUsageUserDetail.ts';
import { teamsTeamActivityCounts } from './teams/teamsTeamActivityCounts.ts';
import { teamsTeamActivityDetail } from './teams/teamsTeamActivityDetail.ts';
import { teamsTeamActivityDistributionCounts } from './teams/teamsTeamActivityDistributionCounts.ts';
import { teamsTeamCounts } from './teams/teamsTeamCounts.ts';
import { teamsUserActivityCounts } from './teams/teamsUserActivityCounts.ts';
import { teamsUserActivityDistributionTotalUserCounts } from './teams/teamsUserActivityDistributionTotalUserCounts.ts';
import { teamsUserActivityDistributionUserCounts } from './teams/teamsUserActivityDistributionUserCounts.ts';
import { teamsUserActivityTotalCounts } from './teams/teamsUserActivityTotalCounts.ts';
import { teamsUserActivityTotalDistributionCounts } from './teams/teamsUserActivityTotalDistributionCounts.ts';
import { teamsUserActivityTotalUserCounts } from './teams/teamsUserActivityTotalUserCounts.ts';
import { teamsUserActivityUserCounts } from './teams/teamsUserActivityUserCounts.ts';
import { teamsUserActivityUserDetail } from './teams/teamsUserActivityUserDetail.ts';
import { yammerActivityCounts } from './vivaEngage/yammerActivityCounts.ts';
import { yammerActivityUserCounts } from './vivaEngage/yammerActivityUserCounts.ts';
import { yammerActivityUserDetail } from './vivaEngage/yammerActivityUserDetail.ts';
import { yammerDeviceUsageDistributionUserCounts } from './vivaEngage/yammerDeviceUsageDistributionUserCounts.ts';
import { yammerDeviceUsageUserCounts } from './vivaEngage/yammerDeviceUsageUserCounts.ts';
import { yammerDeviceUsageUserDetail } from './vivaEngage/yammerDeviceUsageUserDetail.ts';
import { yammerGroupsActivityCounts } from './vivaEngage/yammerGroupsActivityCounts.ts';
import { yammerGroupsActivityDetail } from './vivaEngage/yammerGroupsActivityDetail.ts';
import { yammerGroupsActivityGroupCounts } from './vivaEngage/yammerGroupsActivityGroupCounts.ts';

/** The usage reports of Microsoft Graph. Adding one is one file and one line here. */
export const reports: readonly EntityType[] = [
  m365AppPlatformUserCounts,
  m365AppUserCounts,
  m365AppUserDetail,
  browserDistributionUserCounts,
  browserUserCounts,
  browserUserDetail,
  microsoft365CopilotUsageUserDetail,
  microsoft365CopilotUserCountSummary,
  microsoft365CopilotUserCountTrend,
  emailActivityCounts,
  emailActivityUserCounts,
  emailActivityUserDetail,
  emailAppUsageAppsUserCounts,
  emailAppUsageUserCounts,
  emailAppUsageUserDetail,
  emailAppUsageVersionsUserCounts,
  mailboxUsageDetail,
  mailboxUsageMailboxCounts,
  mailboxUsageQuotaStatusMailboxCounts,
  mailboxUsageStorage,
  formsUserActivityCounts,
  formsUserActivityUserCounts,
  formsUserActivityUserDetail,
  office365ActivationCounts,
  office365ActivationsUserCounts,
  office365ActivationsUserDetail,
  office365ActiveUserCounts,
  office365ActiveUserDetail,
  office365GroupsActivityCounts,
  office365GroupsActivityDetail,
  office365GroupsActivityFileCounts,
  office365GroupsActivityGroupCounts,
  office365GroupsActivityStorage,
  office365ServicesUserCounts,
  oneDriveActivityFileCounts,
  oneDriveActivityUserCounts,
  oneDriveActivityUserDetail,
  oneDriveUsageAccountCounts,
  oneDriveUsageAccountDetail,
  oneDriveUsageFileCounts,
  oneDriveUsageStorage,
  sharePointActivityFileCounts,
  sharePointActivityPages,
  sharePointActivityUserCounts,
  sharePointActivityUserDetail,
  sharePointSiteUsageDetail,
  sharePointSiteUsageFileCounts,
  sharePointSiteUsagePages,
  sharePointSiteUsageSiteCounts,
  sharePointSiteUsageStorage,
  skypeForBusinessActivityCounts,
  skypeForBusinessActivityUserCounts,
  skypeForBusinessActivityUserDetail,
  skypeForBusinessDeviceUsageDistributionUserCounts,
  skypeForBusinessDeviceUsageUserCounts,
  skypeForBusinessDeviceUsageUserDetail,
  skypeForBusinessOrganizerActivityCounts,
  skypeForBusinessOrganizerActivityMinuteCounts,
  skypeForBusinessOrganizerActivityUserCounts,
  skypeForBusinessParticipantActivityCounts,
  skypeForBusinessParticipantActivityMinuteCounts,
  skypeForBusinessParticipantActivityUserCounts,
  skypeForBusinessPeerToPeerActivityCounts,
  skypeForBusinessPeerToPeerActivityMinuteCounts,
  skypeForBusinessPeerToPeerActivityUserCounts,
  teamsDeviceUsageDistributionTotalUserCounts,
  teamsDeviceUsageDistributionUserCounts,
  teamsDeviceUsageTotalUserCounts,
  teamsDeviceUsageUserCounts,
  teamsDeviceUsageUserDetail,
  teamsTeamActivityCounts,
  teamsTeamActivityDetail,
  teamsTeamActivityDistributionCounts,
  teamsTeamCounts,
  teamsUserActivityCounts,
  teamsUserActivityDistributionTotalUserCounts,
  teamsUserActivityDistributionUserCounts,
  teamsUserActivityTotalCounts,
  teamsUserActivityTotalDistributionCounts,
  teamsUserActivityTotalUserCounts,
  teamsUserActivityUserCounts,
  teamsUserActivityUserDetail,
  yammerActivityCounts,
  yammerActivityUserCounts,
  yammerActivityUserDetail,
  yammerDeviceUsageDistributionUserCounts,
  yammerDeviceUsageUserCounts,
  yammerDeviceUsageUserDetail,
  yammerGroupsActivityCounts,
  yammerGroupsActivityDetail,
  yammerGroupsActivityGroupCounts,
];
