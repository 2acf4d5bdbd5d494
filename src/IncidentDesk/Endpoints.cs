using IncidentDesk.Agencies;
using IncidentDesk.Approvals;
using IncidentDesk.Centres;
using IncidentDesk.Delivery;
using IncidentDesk.Delivery.Arming;
using IncidentDesk.Delivery.Calls;
using IncidentDesk.Delivery.Dossier;
using IncidentDesk.Duty;
using IncidentDesk.Escalation.Ladders;
using IncidentDesk.Inbound;
using IncidentDesk.Incidents;
using IncidentDesk.Incidents.Moves;
using IncidentDesk.Operations;
using IncidentDesk.People;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Reports;
using IncidentDesk.Shell;

namespace IncidentDesk;

/// <summary>
/// Every door on one page: the table of contents. Each line leads to the slice that is the use case. What explains the API itself
/// (<c>/openapi</c>, <c>/docs</c>, <c>/problems</c>) comes with the pipeline.
/// </summary>
public static class Endpoints
{
    public static void MapDoors(this WebApplication desk)
    {
        var api = desk.MapGroup("/api/v1");

        ReportIncident.Map(api);
        ReportBatch.Map(api);
        ShowReport.Map(api);
        ListReports.Map(api);

        ListIncidents.Map(api);
        ShowIncident.Map(api);
        ShowTimeline.Map(api);
        ListObligations.Map(api);
        ShowDossier.Map(api);
        ListDue.Map(api);
        AcknowledgeIncident.Map(api);
        AssignIncident.Map(api);
        ContainIncident.Map(api);
        ResolveIncident.Map(api);
        EndIncident.Map(api);
        ReopenIncident.Map(api);
        AddComment.Map(api);
        EscalateIncident.Map(api);
        NameParticipants.Map(api);

        ShowLadders.Map(api);
        ChangeLadder.Map(api);
        StandingFallback.Map(api);
        PreviewLadder.Map(api);
        ListDuty.Map(api);
        ShowDutyNow.Map(api);
        ShowShift.Map(api);
        AddShift.Map(api);
        RemoveShift.Map(api);

        ListDeliveries.Map(api);
        ShowDelivery.Map(api);
        RetryDelivery.Map(api);
        CancelDelivery.Map(api);
        AcknowledgeDelivery.Map(api);
        HoldCall.Map(api);
        RecordCall.Map(api);
        ApproveDelivery.Map(api);
        ListApprovals.Map(api);
        ShowApproval.Map(api);
        DecideApproval.Map(api);
        ListInbound.Map(api);
        ShowInbound.Map(api);
        ListAlarms.Map(api);
        AcknowledgeAlarm.Map(api);
        ListChannels.Map(api);
        TestSend.Map(api);

        ListAgencies.Map(api);
        ShowAgency.Map(api);
        AddAgency.Map(api);
        ChangeAgency.Map(api);
        ListSystems.Map(api);
        ShowSystem.Map(api);
        AddSystem.Map(api);
        ChangeSystem.Map(api);

        ListCentres.Map(api);
        ShowCentre.Map(api);
        AddContact.Map(api);
        VerifyContact.Map(api);
        ChangeContact.Map(api);
        EndContact.Map(api);
        SetGuard.Map(api);

        ShowSeal.Map(api);
        AskArming.Map(api);

        StreamChanges.Map(desk);

        desk.MapGet("/", () => TypedResults.LocalRedirect(LocalAddress.Home)).OpenToAll();
        BoardDoor.Map(desk);
        IncidentDoor.Map(desk);
        TakeDoor.Map(desk);
        CallsDoor.Map(desk);
        AcknowledgeByLink.Map(desk);

        SignInDoors.Map(desk);
        SetUpDoors.Map(desk);
        Preferences.Map(desk);
        EmbeddedFiles.Map(desk);
        Health.Map(desk);
        SecurityText.Map(desk);
    }
}
