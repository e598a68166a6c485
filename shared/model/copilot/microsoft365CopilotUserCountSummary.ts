import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportRefreshDate } from '../reportProperties.ts';
import { copilotCall } from './copilotCall.ts';
import { copilotPeriod } from './copilotPeriod.ts';
import { copilotUsers, copilotUsersLater } from './copilotUsers.ts';

/** How many people can use Copilot in each app, and how many did during the period. */
export const microsoft365CopilotUserCountSummary = report({
  name: 'microsoft365CopilotUserCountSummary',
  service: 'copilot',
  shape: 'total',
  title: 'Microsoft 365 Copilot usage: people by app over the period',
  description: 'How many people can use Copilot in each app, and how many did during the period.',
  properties: {
    reportRefreshDate,
    reportPeriod: copilotPeriod,
    ...copilotUsers('period'),
    ...copilotUsersLater('period'),
    totalPromptsSubmitted: column.period('Total prompts submitted', 'Prompts', 'Prompts that people wrote.', {
      example: '8412',
      isLeftOut: true,
    }),
    averagePromptsSubmitted: column.average(
      'Average prompts submitted',
      'Prompts for each person',
      'Prompts for each active person, on average.',
      { example: '36.4', isLeftOut: true },
    ),
  },
  otherHeaders: [
    {
      of: 'beta',
      line: 'Report Refresh Date,Report Period,Any App Enabled Users,Any App Active Users,Microsoft Teams Enabled Users,Microsoft Teams Active Users  ,Word Enabled Users,Word Active Users,PowerPoint Enabled Users,PowerPoint Active Users,Outlook Enabled Users,Outlook Active Users,Excel Enabled Users,Excel Active Users,OneNote Enabled Users,OneNote Active Users,Loop Enabled Users,Loop Active Users,Copilot Chat Enabled Users,Copilot Chat Active Users',
    },
    {
      of: 'version v2',
      line: 'Report Refresh Date,Report Period,Microsoft Teams Enabled Users,Microsoft Teams Active Users,Word Enabled Users,Word Active Users,PowerPoint Enabled Users,PowerPoint Active Users,Outlook Enabled Users,Outlook Active Users,Excel Enabled Users,Excel Active Users,OneNote Enabled Users,OneNote Active Users,Loop Enabled Users,Loop Active Users,Any App Enabled Users,Any App Active Users,Copilot Chat Enabled Users,Copilot Chat Active Users,Edge Enabled Users,Edge Active Users,Microsoft 365 Copilot Enabled Users,Microsoft 365 Copilot Active Users,Copilot Chat (work) Enabled Users,Copilot Chat (work) Active Users,Copilot Chat (web) Enabled Users,Copilot Chat (web) Active Users,Total prompts submitted,Average prompts submitted',
    },
  ],
  called: copilotCall,
});
