using System.Collections.Frozen;
using IncidentDesk.Storage;

namespace IncidentDesk.Agencies;

/// <summary>
/// The agencies and systems as they are now, held in memory because every report asks for them. A change on this node shows at
/// once (<see cref="Forget"/>), one on another node within two seconds.
/// </summary>
public sealed class AgencyRegister(Database database, TimeProvider clock)
{
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(2);
    private Page? page;

    public async ValueTask<Agency?> ByCodeAsync(string code, CancellationToken cancellation) =>
        (await PageAsync(cancellation)).ByCode.GetValueOrDefault(code);

    public async ValueTask<Agency?> ByIdAsync(Guid id, CancellationToken cancellation) =>
        (await PageAsync(cancellation)).ById.GetValueOrDefault(id);

    public async ValueTask<InformationSystem?> SystemAsync(Agency agency, string code, CancellationToken cancellation) =>
        (await PageAsync(cancellation)).Systems.GetValueOrDefault((agency.Id, code));

    /// <summary>Whether <paramref name="agency"/> is <paramref name="ancestor"/> or stands below it.</summary>
    public async ValueTask<bool> IsWithinAsync(Guid agency, Guid ancestor, CancellationToken cancellation) =>
        (await PageAsync(cancellation)).Tree.Contains((ancestor, agency));

    /// <summary>Who has the tasks of an ended agency today: its successor, or that one's; null where nobody was named.</summary>
    public async ValueTask<Agency?> HeirAsync(Agency ended, DateTimeOffset now, CancellationToken cancellation)
    {
        var agencies = (await PageAsync(cancellation)).ById;
        var heir = ended;
        // No longer than there are agencies: a circle, should one ever stand there, leads to nobody.
        for (var steps = 0; heir is not null && heir.ValidTo <= now; steps++)
            heir = steps < agencies.Count && heir.SuccessorId is { } next ? agencies.GetValueOrDefault(next) : null;
        return heir;
    }

    public void Forget() => Volatile.Write(ref page, null);

    private async ValueTask<Page> PageAsync(CancellationToken cancellation)
    {
        var current = Volatile.Read(ref page);
        if (current is not null && clock.GetElapsedTime(current.ReadAt) < Believed)
            return current;
        var fresh = await database.ReadAsync(ReadAsync, cancellation);
        Volatile.Write(ref page, fresh);
        return fresh;
    }

    private async Task<Page> ReadAsync(Reading reading)
    {
        var agencies = await reading.QueryAsync<Agency>(
            "SELECT id, code, name, name_en, kind, jurisdiction, parent_id, valid_from, valid_to, successor_id FROM agencies");
        var systems = await reading.QueryAsync<InformationSystem>(
            "SELECT id, agency_id, code, name, level FROM systems");
        var tree = await reading.QueryAsync<TreePair>("SELECT ancestor_id, descendant_id FROM agency_tree");
        return new(
            clock.GetTimestamp(),
            agencies.ToFrozenDictionary(agency => agency.Code, StringComparer.Ordinal),
            agencies.ToFrozenDictionary(agency => agency.Id),
            systems.ToFrozenDictionary(system => (system.AgencyId, system.Code)),
            tree.Select(pair => (pair.AncestorId, pair.DescendantId)).ToFrozenSet());
    }

    private sealed record TreePair(Guid AncestorId, Guid DescendantId);

    private sealed record Page(
        long ReadAt,
        FrozenDictionary<string, Agency> ByCode,
        FrozenDictionary<Guid, Agency> ById,
        FrozenDictionary<(Guid, string), InformationSystem> Systems,
        FrozenSet<(Guid, Guid)> Tree);
}

/// <summary>A unit of the state, by its short code.</summary>
public sealed record Agency(
    Guid Id, string Code, string Name, string NameEn, string Kind, string Jurisdiction, Guid? ParentId,
    DateTimeOffset ValidFrom, DateTimeOffset? ValidTo, Guid? SuccessorId);

/// <summary>An information system of an agency. <paramref name="Level"/>: protection level 1-5.</summary>
public sealed record InformationSystem(Guid Id, Guid AgencyId, string Code, string Name, long Level);
