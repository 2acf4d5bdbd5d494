using IncidentDesk.Approvals;
using IncidentDesk.Delivery.Letters;
using IncidentDesk.Papers.Facts;

namespace IncidentDesk.Papers;

/// <summary>The room of papers, wired.</summary>
public static class PapersRegistration
{
    public static IServiceCollection AddPapers(this IServiceCollection services) => services
        .AddSingleton<NamedRecipient>().AddSingleton<EarlierReports>()
        .AddSingleton<IPaperFacts, IssuerFacts>().AddSingleton<IPaperFacts, IncidentFacts>().AddSingleton<IPaperFacts, WorkFacts>()
        .AddSingleton<IPaperFacts, DutyFacts>().AddSingleton<IPaperFacts, YearFacts>()
        .AddSingleton<PaperFacts>().AddSingleton<PaperForms>().AddSingleton<PaperPeriod>().AddSingleton<HandOverReceipt>().AddSingleton<PaperDrafting>().AddSingleton<PaperViews>().AddSingleton<PdfPrinter>()
        .AddSingleton<IScribe, PaperMail>().AddSingleton<IApprovedAct, PaperAct>();
}
