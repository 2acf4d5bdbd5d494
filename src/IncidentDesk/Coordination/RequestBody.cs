using FluentValidation;
using IncidentDesk.Pipeline;
using IncidentDesk.Rules;

namespace IncidentDesk.Coordination;

/// <summary>A request of a centre (yêu cầu điều phối), as somebody of the desk enters it.</summary>
public sealed record RequestBody
{
    /// <summary>Id of the centre: vncert, ncsc, ...</summary>
    public required string Centre { get; init; }

    /// <summary>As the centre numbers it.</summary>
    public required string Reference { get; init; }
    public required string Subject { get; init; }
    public string? Text { get; init; }

    /// <summary>TLP 2.0, default amber; red is for named persons and is passed on to no agency.</summary>
    public string? Tlp { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Of this very request; there is no usual one.</summary>
    public required DateTimeOffset DeadlineAt { get; init; }

    /// <summary>What is asked, in its order.</summary>
    public required IReadOnlyList<string> Items { get; init; }

    /// <summary>Codes of the agencies that it is passed on to; none: the desk answers itself.</summary>
    public IReadOnlyList<string>? Agencies { get; init; }

    /// <summary>Number or id of the incident that it is about.</summary>
    public string? Incident { get; init; }
}

public sealed class RequestRules : AbstractValidator<RequestBody>
{
    public const int MostBytes = 512 << 10;

    private static readonly Fault EndsBefore = Faults.Saying("", "out-of-range", "The deadline must lie after the receipt.", "Hạn trả lời phải sau lúc tiếp nhận.");

    public RequestRules(TimeProvider clock)
    {
        RuleFor(request => request.Centre).TextBetween(1, 60);
        RuleFor(request => request.Reference).TextBetween(1, 100).OnOneLine();
        RuleFor(request => request.Subject).TextBetween(1, 300).OnOneLine();
        RuleFor(request => request.Text).AtMostCharacters(50_000);
        RuleFor(request => request.Tlp).OneOf(Words.Tlp);
        RuleFor(request => request.ReceivedAt).Must(at => at <= clock.GetUtcNow().AddMinutes(5)).WithErrorCode("in-the-future");
        RuleFor(request => request.ReceivedAt).Must(at => at.Year >= 2000).WithFault("out-of-range", 2000, 2200);
        RuleFor(request => request.DeadlineAt).Must((request, deadline) => deadline > request.ReceivedAt && deadline.Year <= 2200)
            .WithErrorCode("out-of-range").WithState(_ => EndsBefore);
        RuleFor(request => request.Items).Must(items => items.Count > 0).WithFault("required");
        RuleFor(request => request.Items).Must(items => items.Count <= 100).WithFault("too-many", 100);
        RuleForEach(request => request.Items).TextBetween(1, 2000);
        RuleFor(request => request.Agencies).AtMostItems(1000);
        RuleFor(request => request.Incident).TextBetween(1, 60);
    }
}
