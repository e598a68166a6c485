// What must be given, and nothing else: `npm run check` compares what the compiler makes of it with the snapshot beside it.
using '../main.bicep'

param environmentName = 'reports'
param location = 'westeurope'
param authAudience = 'b8f4c2d6-71e9-4a35-8d0b-3f6a9c1e5704'
param alertEmail = 'operators@contoso.com'
