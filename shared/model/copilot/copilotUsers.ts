import { column } from '../column.ts';

/** The number of people who can use Copilot and who did, by app, on a day or over a period. */
export const copilotUsers = (count: 'distinct' | 'period') => ({
  microsoftTeamsEnabledUsers: column.level(
    'Microsoft Teams Enabled Users',
    'Teams: enabled',
    'People who can use Copilot in Teams.',
    { example: '250' },
  ),
  microsoftTeamsActiveUsers: column[count](
    'Microsoft Teams Active Users',
    'Teams: active',
    'People who used Copilot in Teams.',
    { example: '131' },
  ),
  wordEnabledUsers: column.level('Word Enabled Users', 'Word: enabled', 'People who can use Copilot in Word.', {
    example: '250',
  }),
  wordActiveUsers: column[count]('Word Active Users', 'Word: active', 'People who used Copilot in Word.', {
    example: '131',
  }),
  powerPointEnabledUsers: column.level(
    'PowerPoint Enabled Users',
    'PowerPoint: enabled',
    'People who can use Copilot in PowerPoint.',
    { example: '250' },
  ),
  powerPointActiveUsers: column[count](
    'PowerPoint Active Users',
    'PowerPoint: active',
    'People who used Copilot in PowerPoint.',
    { example: '131' },
  ),
  outlookEnabledUsers: column.level(
    'Outlook Enabled Users',
    'Outlook: enabled',
    'People who can use Copilot in Outlook.',
    { example: '250' },
  ),
  outlookActiveUsers: column[count]('Outlook Active Users', 'Outlook: active', 'People who used Copilot in Outlook.', {
    example: '131',
  }),
  excelEnabledUsers: column.level('Excel Enabled Users', 'Excel: enabled', 'People who can use Copilot in Excel.', {
    example: '250',
  }),
  excelActiveUsers: column[count]('Excel Active Users', 'Excel: active', 'People who used Copilot in Excel.', {
    example: '131',
  }),
  oneNoteEnabledUsers: column.level(
    'OneNote Enabled Users',
    'OneNote: enabled',
    'People who can use Copilot in OneNote.',
    { example: '250' },
  ),
  oneNoteActiveUsers: column[count]('OneNote Active Users', 'OneNote: active', 'People who used Copilot in OneNote.', {
    example: '131',
  }),
  loopEnabledUsers: column.level('Loop Enabled Users', 'Loop: enabled', 'People who can use Copilot in Loop.', {
    example: '250',
  }),
  loopActiveUsers: column[count]('Loop Active Users', 'Loop: active', 'People who used Copilot in Loop.', {
    example: '131',
  }),
  anyAppEnabledUsers: column.level(
    'Any App Enabled Users',
    'Any app: enabled',
    'People who can use Copilot in any app.',
    { example: '250' },
  ),
  anyAppActiveUsers: column[count]('Any App Active Users', 'Any app: active', 'People who used Copilot in any app.', {
    example: '131',
  }),
  copilotChatEnabledUsers: column.level(
    'Copilot Chat Enabled Users',
    'Copilot Chat: enabled',
    'People who can use Copilot in Copilot Chat.',
    { example: '250' },
  ),
  copilotChatActiveUsers: column[count](
    'Copilot Chat Active Users',
    'Copilot Chat: active',
    'People who used Copilot in Copilot Chat.',
    { example: '131' },
  ),
});

/** The same for what only files of the second version have. */
export const copilotUsersLater = (count: 'distinct' | 'period') => ({
  edgeEnabledUsers: column.level('Edge Enabled Users', 'Edge: enabled', 'People who can use Copilot in Edge.', {
    isLeftOut: true,
    example: '250',
  }),
  edgeActiveUsers: column[count]('Edge Active Users', 'Edge: active', 'People who used Copilot in Edge.', {
    isLeftOut: true,
    example: '131',
  }),
  microsoft365CopilotEnabledUsers: column.level(
    'Microsoft 365 Copilot Enabled Users',
    'Microsoft 365 Copilot: enabled',
    'People who can use Copilot in the Microsoft 365 Copilot app.',
    { isLeftOut: true, example: '250' },
  ),
  microsoft365CopilotActiveUsers: column[count](
    'Microsoft 365 Copilot Active Users',
    'Microsoft 365 Copilot: active',
    'People who used Copilot in the Microsoft 365 Copilot app.',
    { isLeftOut: true, example: '131' },
  ),
  copilotChatWorkEnabledUsers: column.level(
    'Copilot Chat (work) Enabled Users',
    'Copilot Chat (work): enabled',
    'People who can use Copilot in Copilot Chat about work.',
    { isLeftOut: true, example: '250' },
  ),
  copilotChatWorkActiveUsers: column[count](
    'Copilot Chat (work) Active Users',
    'Copilot Chat (work): active',
    'People who used Copilot in Copilot Chat about work.',
    { isLeftOut: true, example: '131' },
  ),
  copilotChatWebEnabledUsers: column.level(
    'Copilot Chat (web) Enabled Users',
    'Copilot Chat (web): enabled',
    'People who can use Copilot in Copilot Chat about the web.',
    { isLeftOut: true, example: '250' },
  ),
  copilotChatWebActiveUsers: column[count](
    'Copilot Chat (web) Active Users',
    'Copilot Chat (web): active',
    'People who used Copilot in Copilot Chat about the web.',
    { isLeftOut: true, example: '131' },
  ),
});
