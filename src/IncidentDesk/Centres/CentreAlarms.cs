using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Centres;

/// <summary>
/// A mandatory centre that cannot be reached is an alarm, not silence. Mail is the channel by which reports leave, so a centre
/// with a verified phone alone still cannot be reached. A contact that was verified long ago is used, with a warning.
/// </summary>
public static class CentreAlarms
{
    public const string Kind = "contact-missing";

    /// <summary>Subject: the centre. Some contact that is used there was verified over twelve months ago.</summary>
    public const string Stale = "contact-stale";

    public static async Task LookAsync(Transaction transaction, DateTimeOffset now)
    {
        foreach (var centre in await transaction.QueryAsync<string>("SELECT id FROM centres ORDER BY id"))
            await LookAsync(transaction, centre, now);
        await RolesWithoutCentre.LookAsync(transaction, now);
    }

    public static async Task LookAsync(Transaction transaction, string centre, DateTimeOffset now)
    {
        var row = await transaction.SingleAsync<Row>("SELECT name, name_en, mandatory_since FROM centres WHERE id = @centre", new { centre });
        if (row is null)
            return;
        await LookForMissingAsync(transaction, centre, row, now);
        await LookForStaleAsync(transaction, centre, row, now);
    }

    // Critical, because whatever the law wants to be there waits with it.
    private static async Task LookForMissingAsync(Transaction transaction, string centre, Row row, DateTimeOffset now)
    {
        if (await CentreContacts.UsableAsync(transaction, centre, "mail", now) is not null)
            await Alarms.EndAsync(transaction, Kind, centre, now);
        else if (row.MandatorySince is not null || await IsOwedAsync(transaction, centre, now))
            await Alarms.RaiseAsync(
                transaction, Kind, "critical", centre, null,
                $"{row.NameEn} has no verified mail contact that is valid today: nothing can be sent there. Enter and verify one.",
                $"{row.Name} chưa có đầu mối thư được xác minh và còn hiệu lực: không thể gửi tới đó. Hãy nhập và xác minh đầu mối.", now);
    }

    /// <summary>Something open must go there: then it is missing, mandatory or not.</summary>
    private static async Task<bool> IsOwedAsync(Reading reading, string centre, DateTimeOffset now) => await reading.SingleAsync<Guid?>(
        """
        SELECT obligations.id FROM obligations JOIN incidents ON incidents.id = obligations.incident_id
        WHERE obligations.state = 'open' AND incidents.ended_at IS NULL AND incidents.reality = 'real' AND obligations.recipient IN (
            SELECT role FROM centre_roles WHERE centre_id = @centre AND valid_from <= @now AND (valid_to IS NULL OR valid_to > @now))
        ORDER BY obligations.id LIMIT 1
        """,
        new { centre, now }) is not null;

    private static async Task LookForStaleAsync(Transaction transaction, string centre, Row row, DateTimeOffset now)
    {
        var stale = await transaction.SingleAsync<string>(
            $"""
            SELECT value FROM centre_contacts WHERE centre_id = @centre AND {CentreContacts.AreUsable} AND verified_on < @fresh
            ORDER BY verified_on, id LIMIT 1
            """,
            new { centre, now, fresh = now.AddMonths(-ContactWarnings.FreshMonths) });
        if (stale is null)
            await Alarms.EndAsync(transaction, Stale, centre, now);
        else
            await Alarms.RaiseAsync(
                transaction, Stale, "medium", centre, null,
                $"{row.NameEn}: {stale} was verified over {ContactWarnings.FreshMonths} months ago. It is still used; ask there and verify it again.",
                $"{row.Name}: {stale} được xác minh cách đây hơn {ContactWarnings.FreshMonths} tháng. Vẫn đang dùng; hãy hỏi lại và xác minh.", now);
    }

    private sealed record Row(string Name, string NameEn, DateTimeOffset? MandatorySince);
}
