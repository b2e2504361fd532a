<#
.SYNOPSIS
Stops the cluster, then the database.

.DESCRIPTION
Asks Azure Resource Manager by the automation account's own identity, which may do nothing else. What is stopped already is
left alone. Ends with an error, and so with a failed job, when something does not stop.
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
        if ((Get-Date) -gt $end) { throw "$What did not stop within $timeoutSeconds seconds." }
        Start-Sleep -Seconds 15
    }
}

Disable-AzContextAutosave -Scope Process | Out-Null
Connect-AzAccount -Identity | Out-Null

$cluster = "${ClusterId}?api-version=$($apiVersions.Cluster)"
if ((Invoke-Arm GET $cluster).properties.powerState.code -eq 'Running') {
    Invoke-Arm POST "$ClusterId/stop?api-version=$($apiVersions.Cluster)" | Out-Null
}
# The database stops last: pods that still run write to it.
Wait-Until 'The cluster' { (Invoke-Arm GET $cluster).properties.powerState.code -eq 'Stopped' }
Write-Output 'The cluster is stopped.'

if ($ServerId) {
    $server = "${ServerId}?api-version=$($apiVersions.Server)"
    if ((Invoke-Arm GET $server).properties.state -eq 'Ready') {
        Invoke-Arm POST "$ServerId/stop?api-version=$($apiVersions.Server)" | Out-Null
    }
    Wait-Until 'The database' { (Invoke-Arm GET $server).properties.state -eq 'Stopped' }
    Write-Output 'The database is stopped.'
}
