using FluentValidation;
using IncidentDesk.Pipeline;
using IncidentDesk.Rules.Ladders;
using IncidentDesk.Storage;

namespace IncidentDesk.Escalation.Ladders;

/// <summary>A whole ladder as a person sets it: it takes the place of the old one.</summary>
/// <param name="AcknowledgementSeconds">How long an acknowledgement holds while nobody does anything.</param>
/// <param name="WarningSeconds">How long until its holder is warned.</param>
public sealed record LadderBody(IReadOnlyList<RungBody> Rungs, long AcknowledgementSeconds, long WarningSeconds)
{
    public Ladder ToLadder() => new(
        [.. Rungs.Select(rung => new Rung(rung.Who, rung.Channels, rung.PatienceSeconds))], AcknowledgementSeconds, WarningSeconds);

    /// <summary>Who is named on a rung must be a person of the desk.</summary>
    public async Task RefuseUnknownPeopleAsync(Reading reading)
    {
        var faults = new List<Fault>();
        for (var place = 0; place < Rungs.Count; place++)
            if (Callable.PersonOf(Rungs[place].Who) is { } person && !await PeopleOfDesk.HasAsync(reading, person))
                faults.Add(Faults.At($"/rungs/{place}/who", "unknown-reference", person));
        if (faults.Count > 0)
            throw new RefusedException(Problems.Validation(faults));
    }
}

/// <param name="Who">on-duty, stand-in, shift-lead, unit-head, leader, or person: and the id of a person.</param>
/// <param name="Channels">mail, sms, voice, call, in the order in which they are tried.</param>
public sealed record RungBody(string Who, IReadOnlyList<string> Channels, long PatienceSeconds);

public sealed class LadderRules : AbstractValidator<LadderBody>
{
    private const int MostRungs = 20;
    private const long Day = 86_400;

    public LadderRules()
    {
        RuleFor(ladder => ladder.Rungs).Must(rungs => rungs.Count > 0).WithFault("required");
        RuleFor(ladder => ladder.Rungs).Must(rungs => rungs.Count <= MostRungs).WithFault("too-many", MostRungs);
        RuleForEach(ladder => ladder.Rungs).ChildRules(rung =>
        {
            rung.RuleFor(one => one.Who).Must(Callable.IsKnown).WithFault("not-in-list", [.. Callable.Posts, "person:<id>"]);
            rung.RuleFor(one => one.Channels).Must(channels => channels.Count > 0).WithFault("required");
            rung.RuleFor(one => one.Channels).Must(channels => channels.Distinct().Count() == channels.Count).WithErrorCode("duplicate-field");
            rung.RuleForEach(one => one.Channels).OneOf(Callable.Channels);
            rung.RuleFor(one => (long?)one.PatienceSeconds).From(60, 7 * Day).OverridePropertyName("PatienceSeconds");
        });
        RuleFor(ladder => (long?)ladder.AcknowledgementSeconds).From(300, 30 * Day).OverridePropertyName("AcknowledgementSeconds");
        RuleFor(ladder => ladder.WarningSeconds)
            .Must((ladder, warning) => warning >= 60 && warning < ladder.AcknowledgementSeconds).WithErrorCode("out-of-range");
    }
}

/// <summary>Whether somebody is a person of the desk who is still there.</summary>
public static class PeopleOfDesk
{
    public static async Task<bool> HasAsync(Reading reading, Guid person) => await reading.SingleAsync<long>(
        "SELECT count(*) FROM people WHERE id = @person AND agency_id IS NULL AND disabled_at IS NULL", new { person }) == 1;
}
