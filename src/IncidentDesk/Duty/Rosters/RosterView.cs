using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Duty;
using IncidentDesk.Storage;

namespace IncidentDesk.Duty.Rosters;

/// <summary>A roster as the doors show it.</summary>
/// <param name="Agency">Its code; null is the desk's own roster.</param>
/// <param name="Zone">In which its days and times are typed and shown.</param>
/// <param name="Posts">Those that must be held at every moment.</param>
/// <param name="State">draft or published: only a published one says who is called.</param>
public sealed record RosterView(
    Guid Id, string? Agency, string Name, string Zone, IReadOnlyList<string> Posts, long RestHours, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string State,
    DateTimeOffset? PublishedAt, long Version)
{
    public static RosterView Of(RosterRow row) => new(
        row.Id, row.Agency, row.Name, row.Zone, row.PostList, row.RestSeconds / 3600, row.StartsAt, row.EndsAt, row.PublishedAt is null ? "draft" : "published",
        row.PublishedAt, row.Version);
}

/// <summary>One roster with its lines and with what is wrong in it.</summary>
public sealed record RosterDetail(RosterView Roster, IReadOnlyList<RosterShiftView> Shifts, IReadOnlyList<FaultView> Faults)
{
    public static async Task<RosterDetail> ReadAsync(Reading reading, Caller caller, RosterRow row)
    {
        var shifts = await RosterRows.ShiftsAsync(reading, row.Id);
        var others = await RosterRows.ElsewhereAsync(reading, caller, row);
        var names = shifts.Select(shift => (shift.PersonId, shift.Name)).Distinct().ToDictionary(one => one.PersonId, one => one.Name);
        return new(RosterView.Of(row), [.. shifts.Select(RosterShiftView.Of)], [.. row.FaultsOf(shifts, others).Select(fault => FaultView.Of(fault, names))]);
    }
}

public sealed record OnePerson(Guid Id, string Name);

public sealed record RosterShiftView(Guid Id, OnePerson Person, string Post, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string? Reason, long Version)
{
    public static RosterShiftView Of(RosterShift shift) =>
        new(shift.Id, new(shift.PersonId, shift.Name), shift.Post, shift.StartsAt, shift.EndsAt, shift.Reason, shift.Version);
}

/// <param name="Kind">gap, overlap, double-post, back-to-back or other-roster. Only a gap keeps the roster from being published.</param>
/// <param name="Other">Of other-roster only: where the same person is on duty in these hours too.</param>
public sealed record FaultView(string Kind, string Post, IReadOnlyList<OnePerson> People, DateTimeOffset StartsAt, DateTimeOffset EndsAt, OtherRoster? Other)
{
    public static FaultView Of(RosterFault fault, IReadOnlyDictionary<Guid, string> names) =>
        new(
            fault.Kind, fault.Post, [.. fault.People.Select(person => new OnePerson(person, names.GetValueOrDefault(person, "")))], fault.StartsAt, fault.EndsAt,
            fault.Other is { } other ? new(other.Roster, other.Name, other.Shift.Post) : null);
}

/// <summary>Another published roster, and the post that somebody has there.</summary>
/// <param name="Id">Null, as its name: the plain duty table of the desk.</param>
public sealed record OtherRoster(Guid? Id, string? Name, string Post);
