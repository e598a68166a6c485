/** The header lines of Microsoft Graph's CSV, as its documentation has them, by entity type in the order of the model. */
export const documentedCsv: Readonly<Record<string, string>> = {
  office365ActiveUserCounts:
    'Report Refresh Date,Office 365,Exchange,OneDrive,SharePoint,Skype For Business,Yammer,Teams,Report Date,' +
    'Report Period',
  office365ActiveUserDetail:
    'Report Refresh Date,User Principal Name,Display Name,Is Deleted,Deleted Date,Has Exchange License,' +
    'Has OneDrive License,Has SharePoint License,Has Skype For Business License,Has Yammer License,' +
    'Has Teams License,Exchange Last Activity Date,OneDrive Last Activity Date,SharePoint Last Activity Date,' +
    'Skype For Business Last Activity Date,Yammer Last Activity Date,Teams Last Activity Date,' +
    'Exchange License Assign Date,OneDrive License Assign Date,SharePoint License Assign Date,' +
    'Skype For Business License Assign Date,Yammer License Assign Date,Teams License Assign Date,' +
    'Assigned Products',
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
};
