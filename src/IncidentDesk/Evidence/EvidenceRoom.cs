using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Evidence;

/// <summary>How much room an incident and an agency have, and who takes it.</summary>
public sealed class EvidenceRoom(DeskSettings settings)
{
    /// <summary>How many files may wait for one report; more are added to its incident.</summary>
    public const int MostOfForm = 20;

    public static string OfIncident(Guid incident) => $"incident:{incident:D}";

    /// <summary>The desk's own pending files have a room of their own.</summary>
    public static string OfAgency(Guid? agency) => agency is { } id ? $"agency:{id:D}" : "desk";

    /// <summary>The largest file that may come now.</summary>
    /// <exception cref="RefusedException">413: there is no room left at all.</exception>
    public async Task<long> LeftAsync(Reading reading, Guid? incident, Guid? agency)
    {
        var left = Math.Min(settings.Evidence.MostBytes, settings.Evidence.PerAgencyBytes - await UsedAsync(reading, OfAgency(agency)));
        if (incident is { } id)
            left = Math.Min(left, settings.Evidence.PerIncidentBytes - await UsedAsync(reading, OfIncident(id)));
        return left > 0 ? left : throw Full();
    }

    /// <summary>What a form that is being filled in may still take: with all its files it must fit into the one incident that comes of it.</summary>
    /// <exception cref="RefusedException">413: nothing more.</exception>
    public async Task<long> LeftOfFormAsync(Reading reading, Guid form, Caller caller)
    {
        var (files, bytes) = await reading.SingleAsync<Waiting>(
            $"SELECT count(*) AS files, CAST(coalesce(sum(bytes), 0) AS BIGINT) AS bytes FROM evidence WHERE form_key = @form AND incident_id IS NULL AND {EvidenceRow.VisibleTo(caller)}",
            new { form }) ?? new(0, 0);
        var left = settings.Evidence.PerIncidentBytes - bytes;
        return left > 0 && files < MostOfForm ? left : throw Full();
    }

    /// <exception cref="RefusedException">413: somebody else took the room in the meantime.</exception>
    public async Task TakeAsync(Transaction transaction, Guid? agency, long bytes) =>
        await TakeAsync(transaction, OfAgency(agency), bytes, settings.Evidence.PerAgencyBytes);

    /// <inheritdoc cref="TakeAsync(Transaction, Guid?, long)"/>
    public async Task TakeAsync(Transaction transaction, Guid incident, long bytes) =>
        await TakeAsync(transaction, OfIncident(incident), bytes, settings.Evidence.PerIncidentBytes);

    /// <summary>Room that the agency did not ask for: counted like any other, and never refused.</summary>
    public static Task TakeBeyondAsync(Transaction transaction, Guid? agency, long bytes) => TakeAsync(transaction, OfAgency(agency), bytes, long.MaxValue);

    public static Task GiveBackAsync(Transaction transaction, Guid? agency, long bytes) => transaction.ExecuteAsync(
        "UPDATE evidence_used SET bytes = bytes - @bytes WHERE owner = @owner", new { owner = OfAgency(agency), bytes });

    private static async Task TakeAsync(Transaction transaction, string owner, long bytes, long most)
    {
        await transaction.ExecuteAsync("INSERT INTO evidence_used (owner, bytes) VALUES (@owner, 0) ON CONFLICT (owner) DO NOTHING", new { owner });
        // The WHERE clause is the quota.
        if (await transaction.ExecuteAsync("UPDATE evidence_used SET bytes = bytes + @bytes WHERE owner = @owner AND bytes + @bytes <= @most", new { owner, bytes, most }) == 0)
            throw Full();
    }

    private static Task<long> UsedAsync(Reading reading, string owner) =>
        reading.SingleAsync<long>("SELECT bytes FROM evidence_used WHERE owner = @owner", new { owner });

    private sealed record Waiting(long Files, long Bytes);

    public static RefusedException Full() => new(Problems.TooLarge(null) with
    {
        Detail = "The room for evidence of this incident or agency is used up: ask the desk for more.",
        DetailVi = "Đã hết dung lượng bằng chứng của sự cố hoặc đơn vị này: hãy đề nghị bàn trực cấp thêm.",
    });
}
