<#
.SYNOPSIS
Starts the database, then the cluster.

.DESCRIPTION
Asks Azure Resource Manager by the automation account's own identity, which may do nothing else. What runs already is left
alone. Ends with an error, and so with a failed job, when something does not start.
#>
param(
    [Parameter(Mandatory)] [string] $ClusterId,
    # ARM id of the PostgreSQL server; empty where there is none.
    [string] $ServerId = ''
)
$ErrorActionPreference = 'Stop'
$apiVersions = @{ Cluster = '2025-09-01'; Server = '2025-08-01' }
$timeoutSeconds = 900

function Invoke-Arm([string] $Method, [string] $Path) {
    $response = Invoke-AzRestMethod -Method $Method -Path $Path
    if ($response.StatusCode -ge 400) {
        throw "$Method $($Path.Split('?')[0]) answered $($response.StatusCode)."
    }
    if ($response.Content) { $response.Content | ConvertFrom-Json }
}

function Wait-Until([string] $What, [scriptblock] $Done) {
    $end = (Get-Date).AddSeconds($timeoutSeconds)
    while (-not (& $Done)) {
        if ((Get-Date) -gt $end) { throw "$What did not start within $timeoutSeconds seconds." }
        Start-Sleep -Seconds 15
    }
}

Disable-AzContextAutosave -Scope Process | Out-Null
Connect-AzAccount -Identity | Out-Null

if ($ServerId) {
    $server = "${ServerId}?api-version=$($apiVersions.Server)"
    if ((Invoke-Arm GET $server).properties.state -eq 'Stopped') {
        Invoke-Arm POST "$ServerId/start?api-version=$($apiVersions.Server)" | Out-Null
    }
    # The cluster's pods look for the database as soon as they start.
    Wait-Until 'The database' { (Invoke-Arm GET $server).properties.state -eq 'Ready' }
    Write-Output 'The database runs.'
}

$cluster = "${ClusterId}?api-version=$($apiVersions.Cluster)"
if ((Invoke-Arm GET $cluster).properties.powerState.code -eq 'Stopped') {
    Invoke-Arm POST "$ClusterId/start?api-version=$($apiVersions.Cluster)" | Out-Null
}
Wait-Until 'The cluster' {
    $now = (Invoke-Arm GET $cluster).properties
    $now.powerState.code -eq 'Running' -and $now.provisioningState -eq 'Succeeded'
}
Write-Output 'The cluster runs.'
