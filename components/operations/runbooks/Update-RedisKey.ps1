<#
.SYNOPSIS
Replaces Redis' access key that is not in use, and puts the new one into the key vault.

.DESCRIPTION
The vault's secret says in a tag which of the two keys it holds. The other one is regenerated and becomes the secret, so
that pods go on with the old key until they have read the new one; the next run replaces that. The secret is written through
Azure Resource Manager, for the vault is closed to the internet. No key is printed.
#>
param(
    # ARM id of the Redis database.
    [Parameter(Mandatory)] [string] $DatabaseId,
    # ARM id of the vault's secret, there or not.
    [Parameter(Mandatory)] [string] $SecretId,
    # Days until the secret expires.
    [string] $Days = '90'
)
$ErrorActionPreference = 'Stop'
$apiVersions = @{ Database = '2025-07-01'; Secret = '2024-11-01' }

Disable-AzContextAutosave -Scope Process | Out-Null
Connect-AzAccount -Identity | Out-Null

$secret = "${SecretId}?api-version=$($apiVersions.Secret)"
$current = Invoke-AzRestMethod -Method GET -Path $secret
if ($current.StatusCode -ne 200 -and $current.StatusCode -ne 404) {
    throw "Reading the secret's properties answered $($current.StatusCode)."
}
$held = if ($current.StatusCode -eq 200) { ($current.Content | ConvertFrom-Json).tags.key } else { $null }
$next = if ($held -eq 'Primary') { 'Secondary' } else { 'Primary' }

# OSMO writes the key into an address, which a slash would end. About half of all keys have none.
$value = $null
for ($try = 1; $try -le 20 -and (-not $value -or $value.Contains('/')); $try++) {
    $regenerated = Invoke-AzRestMethod -Method POST `
        -Path "$DatabaseId/regenerateKey?api-version=$($apiVersions.Database)" `
        -Payload (@{ keyType = $next } | ConvertTo-Json) -WaitForCompletion
    if ($regenerated.StatusCode -ge 400) { throw "Regenerating the key answered $($regenerated.StatusCode)." }
    $keys = $regenerated.Content | ConvertFrom-Json
    $value = if ($next -eq 'Primary') { $keys.primaryKey } else { $keys.secondaryKey }
    if (-not $value) { throw 'The answer holds no new key.' }
}
if ($value.Contains('/')) { throw 'No key without a slash in 20 tries, and OSMO takes no other. Run this again.' }

$now = [DateTimeOffset]::UtcNow
$body = @{
    tags       = @{ key = $next }
    properties = @{
        value       = $value
        contentType = 'Access key of Redis'
        attributes  = @{ enabled = $true; nbf = $now.ToUnixTimeSeconds(); exp = $now.AddDays([int] $Days).ToUnixTimeSeconds() }
    }
}
$written = Invoke-AzRestMethod -Method PUT -Path $secret -Payload ($body | ConvertTo-Json -Depth 5)
if ($written.StatusCode -ge 400) {
    throw "Writing the secret answered $($written.StatusCode): pods go on with the $held key. Run this again."
}
Write-Output "The vault holds the $next key, until $($now.AddDays([int] $Days).ToString('yyyy-MM-dd'))."
