using FluentValidation;
using IncidentDesk.Pipeline;
using IncidentDesk.Reference;
using IncidentDesk.Reports.Facts;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Phones;

namespace IncidentDesk.Reports;

/// <summary>What a well-formed report is: product contract, POST /reports. References to agencies and systems are checked later.</summary>
public sealed class ReportRules : AbstractValidator<ReportBody>
{
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    private static readonly Fault InitialJoinsNothing = Faults.Saying("", "not-in-list",
        "An initial report opens an incident of its own: to join one, name the kind progress, final, correction or withdrawal.",
        "Báo cáo ban đầu mở sự cố mới: để bổ sung sự cố đã có, hãy chọn kind là progress, final, correction hoặc withdrawal.");

    private static readonly Fault EstablishedTooEarly = Faults.Saying("", "before-occurrence",
        "Harm to personal data cannot be established before the incident occurred: check both instants.",
        "Không thể xác định dữ liệu cá nhân bị ảnh hưởng trước khi sự cố xảy ra: hãy kiểm tra cả hai thời điểm.");

    public ReportRules(ReferenceLibrary library, TimeProvider clock)
    {
        RuleFor(report => report.Title).TextBetween(1, 200).OnOneLine();
        RuleFor(report => report.Description).AtMostCharacters(20_000);
        RuleFor(report => report.Category).Must(category => library.RuleBook.Taxonomy.Find(category) is not null).WithErrorCode("not-in-list");
        RuleFor(report => report.DetectedAt)
            .Must(instant => instant <= clock.GetUtcNow() + ClockSlack).WithErrorCode("in-the-future");
        RuleFor(report => report.OccurredAt)
            .Must((report, occurred) => occurred is null || occurred <= report.DetectedAt).WithErrorCode("before-occurrence");
        RuleFor(report => report.System).AtMostCharacters(100);
        RuleFor(report => report.Need).OneOf(Words.Needs);
        RuleFor(report => report.Tlp).OneOf(Words.Tlp);
        RuleFor(report => report.ReportedVia).OneOf(Words.ReportedVia);
        RuleFor(report => report.Kind).OneOf(Words.ReportKinds);
        RuleFor(report => report.Kind).Must((report, kind) => kind is not (null or "initial") || report.Incident is null)
            .WithErrorCode(InitialJoinsNothing.Code).WithState(_ => InitialJoinsNothing);
        RuleFor(report => report.Source).TextBetween(1, 100).OnOneLine();
        RuleFor(report => report.SourceRef).TextBetween(1, 200).OnOneLine();
        RuleFor(report => report.Source).NotNull().WithErrorCode("required").When(report => report.SourceRef is not null);
        RuleFor(report => report.Incident).NotEmpty().WithErrorCode("required").When(report => report.Kind is not (null or "initial"));
        RuleFor(report => report.Impact!).SetValidator(new ImpactRules()).When(report => report.Impact is not null);
        RuleFor(report => report.PersonalData!).SetValidator(new PersonalDataRules(clock)).When(report => report.PersonalData is not null);
        RuleFor(report => report.PersonalData!.EstablishedAt).Must((report, established) => established is null || established >= report.OccurredAt)
            .WithErrorCode(EstablishedTooEarly.Code).WithState(_ => EstablishedTooEarly).When(report => report is { PersonalData: not null, OccurredAt: not null });
        RuleFor(report => report.Contact!).SetValidator(new ContactRules()).When(report => report.Contact is not null);
        RuleFor(report => report.Cves).AtMostItems(50);
        RuleForEach(report => report.Cves).Must(ObservableShapes.IsCve).WithErrorCode("bad-format");
        RuleFor(report => report.Observables).AtMostItems(200);
        RuleForEach(report => report.Observables).SetValidator(new ObservableRules());
    }

    private sealed class ImpactRules : AbstractValidator<ImpactBody>
    {
        public ImpactRules()
        {
            RuleFor(impact => impact.Functional).OneOf(Words.FunctionalImpacts);
            RuleFor(impact => impact.Activity).OneOf(Words.Activities);
            RuleFor(impact => impact.Location).OneOf(Words.Locations);
            RuleFor(impact => impact.Actor).OneOf(Words.Actors);
            RuleFor(impact => impact.Information).OneOf(Words.InformationImpacts);
            RuleFor(impact => impact.Recoverability).OneOf(Words.Recoverabilities);
            RuleFor(impact => impact.Potential).OneOf(Words.PotentialImpacts);
            RuleFor(impact => impact.Sector).OneOf(Words.Sectors);
        }
    }

    private sealed class PersonalDataRules : AbstractValidator<PersonalDataBody>
    {
        public PersonalDataRules(TimeProvider clock)
        {
            RuleFor(data => data.Subjects).InclusiveBetween(0, 10_000_000_000).WithErrorCode("out-of-range");
            Include(new NothingOfDataNotInvolved());
            RuleFor(data => data.EstablishedAt)
                .Must(instant => instant is null || instant <= clock.GetUtcNow() + ClockSlack).WithErrorCode("in-the-future");
        }
    }

    private sealed class ContactRules : AbstractValidator<ContactBody>
    {
        public ContactRules()
        {
            RuleFor(contact => contact.Name).TextBetween(1, 200).OnOneLine();
            RuleFor(contact => contact.Phone)
                .Must(phone => phone is null || PhoneNumber.ToE164(phone) is not null).WithErrorCode("bad-format");
            RuleFor(contact => contact.Email).Must(ObservableShapes.IsMailAddressOrNone).WithErrorCode("bad-format");
            RuleFor(contact => contact.SafeEmail).Must(ObservableShapes.IsMailAddressOrNone).WithErrorCode("bad-format");
        }
    }

    private sealed class ObservableRules : AbstractValidator<ObservableBody>
    {
        public ObservableRules()
        {
            RuleFor(observable => observable.Type).OneOf(Words.ObservableTypes);
            RuleFor(observable => observable.Value).TextBetween(1, 2048);
            RuleFor(observable => observable.Value)
                .Must((observable, value) => ObservableShapes.Fits(observable.Type, value)).WithErrorCode("bad-format");
            RuleFor(observable => observable.Note).AtMostCharacters(2000);
        }
    }
}
