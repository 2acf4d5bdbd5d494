using IncidentDesk.Rules.Phones;

namespace IncidentDesk.Rules.Ladders;

/// <summary>A person of the desk, as far as calling them goes.</summary>
public sealed record CrewMember(Guid Id, string Name, string Role, string? Position, string? Phone, string? Email)
{
    /// <summary>Where that channel reaches them; null when it cannot.</summary>
    public string? AddressFor(string channel) => channel == "mail"
        ? Email is { Length: > 0 } address ? address : null
        : Phone is { } phone ? PhoneNumber.ToE164(phone) : null;
}

/// <summary>One line of the duty table. It holds from its start up to, and not including, its end.</summary>
public sealed record DutyShift(Guid Person, string Post, DateTimeOffset StartsAt, DateTimeOffset EndsAt)
{
    public bool Holds(DateTimeOffset instant) => StartsAt <= instant && instant < EndsAt;
}

/// <summary>Somebody who is called, and the channels that reach them in the order in which they are tried.</summary>
public sealed record Callee(CrewMember Person, IReadOnlyList<string> Channels);

/// <summary>Everybody who could be called, and the duty table around the instants that are asked for.</summary>
/// <param name="Fallback">The standing fallback in its order; empty means those who lead.</param>
/// <param name="Channels">What this desk can call by at all.</param>
public sealed record Crew(
    IReadOnlyList<CrewMember> People, IReadOnlyList<DutyShift> Shifts, IReadOnlyList<Guid> Fallback, IReadOnlyCollection<string> Channels)
{
    /// <summary>The people whom the word means at the instant, whether or not anything reaches them.</summary>
    public IReadOnlyList<CrewMember> Of(string who, DateTimeOffset instant) => who switch
    {
        Callable.OnDuty or Callable.StandIn => OnPost(who, instant),
        // A desk that keeps no shift leads on its duty table still has people of that position.
        Callable.ShiftLead => OnPost(who, instant) is { Count: > 0 } onDuty ? onDuty : InPosition(who),
        Callable.UnitHead or Callable.Leader => InPosition(who),
        _ => Callable.PersonOf(who) is { } named ? [.. People.Where(person => person.Id == named)] : [],
    };

    /// <summary>Those of them whom one of the channels reaches, each with the channels that do.</summary>
    public IReadOnlyList<Callee> Reach(IReadOnlyList<CrewMember> people, IReadOnlyList<string> channels) =>
        [.. people
            .Select(person => new Callee(person, [.. channels.Where(channel => Channels.Contains(channel) && person.AddressFor(channel) is not null)]))
            .Where(callee => callee.Channels.Count > 0)];

    /// <summary>The named fallback; where nobody was named, or nobody of it can be reached, those who lead, and then who else may decide.</summary>
    public IReadOnlyList<Callee> ReachFallback()
    {
        IEnumerable<CrewMember>[] orders =
        [
            Fallback.Select(id => People.FirstOrDefault(person => person.Id == id)).OfType<CrewMember>(),
            People.Where(person => person.Position is Callable.UnitHead or Callable.Leader),
            People.Where(person => person.Role is "lead" or "admin"),
        ];
        return orders.Select(order => Reach([.. order], Callable.Channels)).FirstOrDefault(reached => reached.Count > 0) ?? [];
    }

    private IReadOnlyList<CrewMember> OnPost(string post, DateTimeOffset instant) =>
        [.. People.Where(person => Shifts.Any(shift => shift.Person == person.Id && shift.Post == post && shift.Holds(instant)))];

    private IReadOnlyList<CrewMember> InPosition(string position) => [.. People.Where(person => person.Position == position)];
}
