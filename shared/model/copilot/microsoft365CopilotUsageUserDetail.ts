import { column } from '../column.ts';
import { person } from '../person.ts';
import { report } from '../report.ts';
import { reportRefreshDate } from '../reportProperties.ts';
import { copilotCall } from './copilotCall.ts';
import { copilotPeriod } from './copilotPeriod.ts';

/** When one user with a licence last used Copilot, in each app. */
export const microsoft365CopilotUsageUserDetail = report({
  name: 'microsoft365CopilotUsageUserDetail',
  service: 'copilot',
  shape: 'detail',
  title: 'Microsoft 365 Copilot usage: each user',
  description: 'When one user with a licence last used Copilot, in each app.',
  properties: {
    reportRefreshDate,
    userPrincipalName: person.userPrincipalName,
    displayName: person.displayName,
    lastActivityDate: person.lastActivityDate,
    copilotChatLastActivityDate: column.date(
      'Copilot Chat Last Activity Date',
      'Copilot Chat: last use',
      'The last day on which the user used Copilot Chat.',
    ),
    microsoftTeamsCopilotLastActivityDate: column.date(
      'Microsoft Teams Copilot Last Activity Date',
      'Copilot in Teams: last use',
      'The last day on which the user used Copilot in Teams.',
    ),
    wordCopilotLastActivityDate: column.date(
      'Word Copilot Last Activity Date',
      'Copilot in Word: last use',
      'The last day on which the user used Copilot in Word.',
    ),
    excelCopilotLastActivityDate: column.date(
      'Excel Copilot Last Activity Date',
      'Copilot in Excel: last use',
      'The last day on which the user used Copilot in Excel.',
    ),
    powerPointCopilotLastActivityDate: column.date(
      'PowerPoint Copilot Last Activity Date',
      'Copilot in PowerPoint: last use',
      'The last day on which the user used Copilot in PowerPoint.',
    ),
    outlookCopilotLastActivityDate: column.date(
      'Outlook Copilot Last Activity Date',
      'Copilot in Outlook: last use',
      'The last day on which the user used Copilot in Outlook.',
    ),
    oneNoteCopilotLastActivityDate: column.date(
      'OneNote Copilot Last Activity Date',
      'Copilot in OneNote: last use',
      'The last day on which the user used Copilot in OneNote.',
    ),
    loopCopilotLastActivityDate: column.date(
      'Loop Copilot Last Activity Date',
      'Copilot in Loop: last use',
      'The last day on which the user used Copilot in Loop.',
    ),
    reportPeriod: copilotPeriod,
    promptsSubmittedForAllApps: column.period(
      'Prompts submitted for all apps',
      'Prompts',
      'Prompts the user wrote in all apps.',
      { example: '57', isLeftOut: true },
    ),
    promptsSubmittedForCopilotChatWork: column.period(
      'Prompts submitted for Copilot Chat (work)',
      'Prompts in Copilot Chat (work)',
      'Prompts the user wrote in Copilot Chat about work.',
      { example: '21', isLeftOut: true },
    ),
    promptsSubmittedForCopilotChatWeb: column.period(
      'Prompts submitted for Copilot Chat (web)',
      'Prompts in Copilot Chat (web)',
      'Prompts the user wrote in Copilot Chat about the web.',
      { isLeftOut: true },
    ),
    activeUsageDaysForAllApps: column.period(
      'Active Usage Days for all apps',
      'Active days',
      'Days on which the user used Copilot in any app.',
      { example: '13', isLeftOut: true },
    ),
    copilotChatWorkLastActivityDate: column.date(
      'Copilot Chat (work) Last Activity Date',
      'Copilot Chat (work): last use',
      'The last day on which the user used Copilot Chat (work).',
      { isLeftOut: true },
    ),
    copilotChatWebLastActivityDate: column.date(
      'Copilot Chat (web) Last Activity Date',
      'Copilot Chat (web): last use',
      'The last day on which the user used Copilot Chat (web).',
      { isLeftOut: true },
    ),
    microsoft365CopilotLastActivityDate: column.date(
      'Microsoft 365 Copilot Last Activity Date',
      'Microsoft 365 Copilot app: last use',
      'The last day on which the user used the Microsoft 365 Copilot app.',
      { isLeftOut: true },
    ),
    edgeLastActivityDate: column.date(
      'Edge Last Activity Date',
      'Copilot in Edge: last use',
      'The last day on which the user used Copilot in Edge.',
      { isLeftOut: true },
    ),
    copilotAgentLastActivityDate: column.date(
      'Copilot Agent Last Activity Date',
      'Copilot agent: last use',
      'The last day on which the user used a Copilot agent.',
      { isLeftOut: true },
    ),
  },
  otherHeaders: [
    {
      of: 'beta',
      line: 'Report Refresh Date,Report Period,User Principal Name,Display Name,Last Activity Date,Microsoft Teams Copilot Last Activity Date,Word Copilot Last Activity Date,Excel Copilot Last Activity Date,PowerPoint Copilot Last Activity Date,Outlook Copilot Last Activity Date,OneNote Copilot Last Activity Date,Loop Copilot Last Activity Date,Copilot Chat Last Activity Date',
    },
    {
      of: 'version v2',
      line: 'Report Refresh Date,User Principal Name,Display Name,Last Activity Date,Copilot Chat Last Activity Date,Microsoft Teams Copilot Last Activity Date,Word Copilot Last Activity Date,Excel Copilot Last Activity Date,PowerPoint Copilot Last Activity Date,Outlook Copilot Last Activity Date,OneNote Copilot Last Activity Date,Loop Copilot Last Activity Date,Prompts submitted for all apps,Prompts submitted for Copilot Chat (work),Prompts submitted for Copilot Chat (web),Active Usage Days for all apps,Copilot Chat (work) Last Activity Date,Copilot Chat (web) Last Activity Date,Microsoft 365 Copilot Last Activity Date,Edge Last Activity Date,Copilot Agent Last Activity Date,Report Period',
    },
  ],
  called: { ...copilotCall, parameters: ['period'] },
});
