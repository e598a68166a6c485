import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportRefreshDate } from '../reportProperties.ts';
import { copilotCall } from './copilotCall.ts';
import { copilotPeriod } from './copilotPeriod.ts';
import { copilotUsers, copilotUsersLater } from './copilotUsers.ts';

/** How many people can use Copilot in each app, and how many did on one day. */
export const microsoft365CopilotUserCountTrend = report({
  name: 'microsoft365CopilotUserCountTrend',
  service: 'copilot',
  shape: 'series',
  title: 'Microsoft 365 Copilot usage: people by app',
  description: 'How many people can use Copilot in each app, and how many did on one day.',
  properties: {
    reportRefreshDate,
    reportDate,
    ...copilotUsers('distinct'),
    reportPeriod: copilotPeriod,
    ...copilotUsersLater('distinct'),
    promptsSubmitted: column.flow('Prompts submitted', 'Prompts', 'Prompts that people wrote.', {
      example: '402',
      isLeftOut: true,
    }),
  },
  otherHeaders: [
    {
      of: 'beta',
      line: 'Report Refresh Date,Report Period,Report Date,Any App Enabled Users,Any App Active Users,Microsoft Teams Enabled Users,Microsoft Teams Active Users,Word Enabled Users,Word Active Users,PowerPoint Enabled Users,PowerPoint Active Users,Outlook Enabled Users,Outlook Active Users,Excel Enabled Users,Excel Active Users,OneNote Enabled Users,OneNote Active Users,Loop Enabled Users,Loop Active Users,Copilot Chat Enabled Users,Copilot Chat Active Users',
    },
    {
      of: 'version v2',
      line: 'Report Refresh Date,Report Date,Microsoft Teams Enabled Users,Microsoft Teams Active Users,Word Enabled Users,Word Active Users,PowerPoint Enabled Users,PowerPoint Active Users,Outlook Enabled Users,Outlook Active Users,Excel Enabled Users,Excel Active Users,OneNote Enabled Users,OneNote Active Users,Loop Enabled Users,Loop Active Users,Any App Enabled Users,Any App Active Users,Copilot Chat Enabled Users,Copilot Chat Active Users,Edge Enabled Users,Edge Active Users,Microsoft 365 Copilot Enabled Users,Microsoft 365 Copilot Active Users,Copilot Chat (work) Enabled Users,Copilot Chat (work) Active Users,Copilot Chat (web) Enabled Users,Copilot Chat (web) Active Users,Prompts submitted,Report Period',
    },
  ],
  called: copilotCall,
});
