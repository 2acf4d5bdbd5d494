using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Hunts;

/// <summary>What a result is about: one agency's part of an open hunt, as a whole or one system.</summary>
/// <param name="System">The system that the result is about; null for the agency as a whole.</param>
/// <param name="Searched">The systems whose six months begin anew.</param>
/// <param name="N">How often something was said of it already.</param>
internal sealed record HuntTarget(HuntRows.Part Part, HuntTarget.Named? System, IReadOnlyList<HuntTarget.Named> Searched, long N)
{
    public string Key => System?.Id.ToString("D") ?? "";

    /// <exception cref="RefusedException">404 behind the wall, 412, 409 hunt-ended, 400 for a system that is not the agency's.</exception>
    public static async Task<HuntTarget> FindAsync(Reading reading, RecordResult.Command command, Caller caller)
    {
        var part = await HuntRows.PartAsync(reading, command.Hunt, command.Agency, caller) ?? throw new RefusedException(Problems.NotFound());
        if (command.Version != ETags.Any && command.Version != part.Version)
            throw new RefusedException(Problems.Stale());
        if (part.State != "open")
            throw new RefusedException(Problems.Conflict("hunt-ended").With("state", part.State));
        var own = (await reading.QueryAsync<Named>("SELECT id, code FROM systems WHERE agency_id = @agency", new { agency = part.AgencyId }))
            .ToDictionary(one => one.Code, StringComparer.Ordinal);
        var system = command.Body.System is { } code ? own.GetValueOrDefault(code) ?? throw Unknown("/system", code) : null;
        var searched = system is not null
            ? [system]
            : (command.Body.Systems ?? []).Select((one, n) => own.GetValueOrDefault(one) ?? throw Unknown($"/systems/{n}", one)).Distinct().ToList();
        var n = await reading.SingleAsync<long?>(
            "SELECT n FROM hunt_cells WHERE hunt_id = @hunt AND agency_id = @agency AND system_key = @key",
            new { hunt = part.Hunt, agency = part.AgencyId, key = system?.Id.ToString("D") ?? "" });
        return new(part, system, searched, n ?? 0);
    }

    private static RefusedException Unknown(string path, string code) => new(Problems.Validation(Faults.At(path, "unknown-reference", WireText.Shown(code))));

    public sealed record Named(Guid Id, string Code);
}
