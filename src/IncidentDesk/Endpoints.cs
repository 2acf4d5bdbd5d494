using IncidentDesk.Administration;
using IncidentDesk.Advisories;
using IncidentDesk.Agencies;
using IncidentDesk.Agencies.Csv;
using IncidentDesk.Approvals;
using IncidentDesk.Audit;
using IncidentDesk.Calculator;
using IncidentDesk.Calendar;
using IncidentDesk.Centres;
using IncidentDesk.Coordination;
using IncidentDesk.Deadlines.Recomputing;
using IncidentDesk.Delivery;
using IncidentDesk.Delivery.Arming;
using IncidentDesk.Delivery.Calls;
using IncidentDesk.Delivery.Dossier;
using IncidentDesk.Drills;
using IncidentDesk.Duty;
using IncidentDesk.Duty.Handovers;
using IncidentDesk.Duty.Rosters;
using IncidentDesk.Escalation.Ladders;
using IncidentDesk.Evidence;
using IncidentDesk.Hunts;
using IncidentDesk.Inbound;
using IncidentDesk.Incidents;
using IncidentDesk.Incidents.Moves;
using IncidentDesk.Keys;
using IncidentDesk.Operations;
using IncidentDesk.Papers;
using IncidentDesk.People;
using IncidentDesk.People.OpenId;
using IncidentDesk.People.Account;
using IncidentDesk.People.Links;
using IncidentDesk.People.Register;
using IncidentDesk.Periodic;
using IncidentDesk.Pictures;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Providers;
using IncidentDesk.Reports;
using IncidentDesk.Reports.Form;
using IncidentDesk.Reports.Home;
using IncidentDesk.Scenarios;
using IncidentDesk.Search;
using IncidentDesk.Sharing;
using IncidentDesk.Shell;
using IncidentDesk.Statistics;

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
        ListRules.Map(api);
        ApplyRules.Map(api);
        FindAnything.Map(api);
        AcknowledgeIncident.Map(api);
        GiveBackIncident.Map(api);
        AssignIncident.Map(api);
        ClassifyIncident.Map(api);
        SetSeverity.Map(api);
        ExplainLateness.Map(api);
        ContainIncident.Map(api);
        ResolveIncident.Map(api);
        EndIncident.Map(api);
        ReopenIncident.Map(api);
        MergeIncident.Map(api);
        LinkIncidents.Map(api);
        ListLinks.Map(api);
        SimilarIncidents.Map(api);
        ListTasks.Map(api);
        AddTasks.Map(api);
        FinishTask.Map(api);
        AddComment.Map(api);
        EscalateIncident.Map(api);
        NameParticipants.Map(api);

        AddEvidence.Map(api);
        ListEvidence.Map(api);
        GiveEvidence.Map(api);
        ShowEvidence.Map(api);
        OpenEvidence.Map(api);
        ShowCustody.Map(api);
        RecordCustody.Map(api);
        ExportIncident.Map(api);

        ListForms.Map(api);
        ListPapers.Map(api);
        DraftPaper.Map(api);
        DraftAgencyPaper.Map(api);
        ShowPaper.Map(api);
        ShowVersion.Map(api);
        EditPaper.Map(api);
        ReviewPaper.Map(api);
        WithdrawPaper.Map(api);
        SendPaper.Map(api);
        HandOverPaper.Map(api);

        ShowLadders.Map(api);
        ChangeLadder.Map(api);
        StandingFallback.Map(api);
        PreviewLadder.Map(api);
        ListDuty.Map(api);
        ShowDutyNow.Map(api);
        ShowDutyCalendar.Map(api);
        ListRosters.Map(api);
        AddRoster.Map(api);
        FillRoster.Map(api);
        ReplaceShift.Map(api);
        PublishRoster.Map(api);
        AskSwap.Map(api);
        AnswerSwap.Map(api);
        ListHandovers.Map(api);
        OpenHandover.Map(api);
        AcceptItem.Map(api);
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
        ConfirmLevel.Map(api);
        SystemProducts.Map(api);
        ExportRegister.Map(api);
        ImportRegister.Map(api);

        ListAdvisories.Map(api);
        IssueAdvisory.Map(api);
        ReadLetter.Map(api);
        ShowAdvisory.Map(api);
        ChangeAdvisory.Map(api);
        SendAdvisory.Map(api);
        ChangeDue.Map(api);
        PublishPatch.Map(api);
        CountReplies.Map(api);
        ListReminders.Map(api);
        SuggestReplies.Map(api);
        ListReplies.Map(api);
        ShowReply.Map(api);
        AnswerAdvisory.Map(api);
        VerifyReply.Map(api);
        ListWeaknessFiles.Map(api);
        ImportWeaknesses.Map(api);

        ListHunts.Map(api);
        OpenHunt.Map(api);
        ListSystemsDue.Map(api);
        CountSystemsDue.Map(api);
        RecordCheck.Map(api);
        ShowHunt.Map(api);
        WidenHunt.Map(api);
        EndHunt.Map(api);
        ListHuntResults.Map(api);
        RecordResult.Map(api);

        ListRequests.Map(api);
        TakeRequest.Map(api);
        PassOn.Map(api);
        AnswerItem.Map(api);
        ReplyToCentre.Map(api);
        EndRequest.Map(api);
        ListOrders.Map(api);
        OrderPreservation.Map(api);
        LiftPreservation.Map(api);
        ListSharing.Map(api);
        RecordSharing.Map(api);
        ListCentreLinks.Map(api);
        TestLink.Map(api);
        ShowShared.Map(api);

        ListProviders.Map(api);
        ShowCoverage.Map(api);
        AddProvider.Map(api);
        ShowProvider.Map(api);
        ProviderContacts.Map(api);
        AddCommitment.Map(api);
        EndCommitment.Map(api);
        RecordNone.Map(api);

        ListScenarioReviews.Map(api);
        ShowScenarioReview.Map(api);
        SettleScenarioReview.Map(api);

        ListDrills.Map(api);
        AddDrill.Map(api);
        YearlyDrills.Map(api);
        ShowDrill.Map(api);
        ChangeDrill.Map(api);
        MoveDrill.Map(api);
        EndDrill.Map(api);
        DrillReport.Map(api);
        NameDrill.Map(api);

        ListKeys.Map(api);
        ShowKey.Map(api);
        IssueKey.Map(api);
        RotateKey.Map(api);
        RevokeKey.Map(api);

        ListCentres.Map(api);
        ShowCentre.Map(api);
        AddContact.Map(api);
        VerifyContact.Map(api);
        ChangeContact.Map(api);
        EndContact.Map(api);
        SetGuard.Map(api);

        ListAudit.Map(api);
        ListPeople.Map(api);
        ShowPerson.Map(api);
        InvitePerson.Map(api);
        ChangePerson.Map(api);
        EndPerson.Map(api);
        ResetPerson.Map(api);
        PersonSessions.Map(api);

        ShowSeal.Map(api);
        AskArming.Map(api);

        CalculateObligations.Map(api);
        ListPeriodic.Map(api);
        FilePeriodic.Map(api);
        WaivePeriodic.Map(api);
        ShowFiledInTime.Map(api);
        ShowReportFigures.Map(api);
        ExportFigures.Map(api);
        MakeCalendarLink.Map(api);
        EndCalendarLink.Map(api);

        StreamChanges.Map(desk);

        desk.MapGet("/", (HttpContext http) => TypedResults.LocalRedirect(LocalAddress.HomeOf(http.Items[typeof(Caller)] as Caller))).OpenToAll();
        BoardDoor.Map(desk);
        SearchDoor.Map(desk);
        IncidentDoor.Map(desk);
        TakeDoor.Map(desk);
        ActDoor.Map(desk);
        BoardActsDoor.Map(desk);
        CaseDoor.Map(desk);
        HelpDoor.Map(desk);
        EvidenceDoor.Map(desk);
        CustodyDoor.Map(desk);
        PaperDoor.Map(desk);
        HandOverDoor.Map(desk);
        PapersDoor.Map(desk);
        PostRoomDoor.Map(desk);
        CallsDoor.Map(desk);
        ApprovalsDoor.Map(desk);
        AlarmsDoor.Map(desk);
        AcknowledgeByLink.Map(desk);
        KeysDoor.Map(desk);
        AgenciesDoor.Map(desk);
        AgencyFormDoor.Map(desk);
        SystemFormDoor.Map(desk);
        ProductsDoor.Map(desk);
        ImportDoor.Map(desk);
        AdvisoriesDoor.Map(desk);
        AdvisoryDoor.Map(desk);
        AdvisoryFormDoor.Map(desk);
        MatrixDoor.Map(desk);
        HuntsDoor.Map(desk);
        HuntDoor.Map(desk);
        CoordinationDoor.Map(desk);
        ProvidersDoor.Map(desk);
        ScenariosDoor.Map(desk);
        SharingDoor.Map(desk);
        DrillsDoor.Map(desk);
        DrillDoor.Map(desk);

        ReportDoor.Map(desk);
        KeepDoor.Map(desk);
        LaterDoor.Map(desk);
        OfflineDoor.Map(desk);
        CallerDoor.Map(desk);
        ReceiptDoor.Map(desk);
        HomeDoor.Map(desk);
        ConversationDoor.Map(desk);

        PicturesDoor.Map(desk);
        AdminDoor.Map(desk);
        CentresDoor.Map(desk);
        WeaknessesDoor.Map(desk);
        RulesDoor.Map(desk);
        LaddersDoor.Map(desk);
        DutyDoor.Map(desk);
        DutyPages.Map(desk);
        RosterDoor.Map(desk);
        HandoverDoor.Map(desk);
        WallDoor.Map(desk);
        NoticesDoor.Map(desk);
        ChannelsDoor.Map(desk);
        ListFiles.Map(desk);
        ReadCard.Map(desk);
        PeopleDoor.Map(desk);
        AccountDoor.Map(desk);
        ProofDoor.Map(desk);
        FactorDoor.Map(desk);

        CalculatorDoor.Map(desk);
        FiguresDoor.Map(desk);
        CalendarFeed.Map(desk);

        SignInDoors.Map(desk);
        OpenIdDoor.Map(desk);
        SecondStep.Map(desk);
        SetUpDoors.Map(desk);
        WelcomeDoor.Map(desk);
        Preferences.Map(desk);
        EmbeddedFiles.Map(desk);
        Health.Map(desk);
        SecurityText.Map(desk);
    }
}
