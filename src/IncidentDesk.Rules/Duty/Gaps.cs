using IncidentDesk.Rules.Ladders;

namespace IncidentDesk.Rules.Duty;

/// <summary>A time in which nobody holds the post.</summary>
public sealed record Gap(string Post, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

/// <summary>Finds the times that the duty table leaves open.</summary>
public static class Gaps
{
    /// <summary>The gaps of each post between the two instants, in the order of posts and then of time.</summary>
    public static IReadOnlyList<Gap> Of(IReadOnlyList<DutyShift> shifts, DateTimeOffset from, DateTimeOffset to) =>
        [.. Callable.DutyPosts.SelectMany(post => Of(post, shifts, from, to))];

    private static IEnumerable<Gap> Of(string post, IReadOnlyList<DutyShift> shifts, DateTimeOffset from, DateTimeOffset to)
    {
        var held = from;
        foreach (var shift in shifts.Where(shift => shift.Post == post && shift.EndsAt > from && shift.StartsAt < to).OrderBy(shift => shift.StartsAt))
        {
            if (shift.StartsAt > held)
                yield return new(post, held, shift.StartsAt);
            held = shift.EndsAt > held ? shift.EndsAt : held;
        }
        if (held < to)
            yield return new(post, held, to);
    }
}
