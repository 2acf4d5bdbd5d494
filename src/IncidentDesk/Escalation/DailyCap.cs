using System.Globalization;
using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Escalation;

/// <summary>
/// A machine of an agency that has gone wild must not write to a national centre all night: beyond so many automatic mails a day, a
/// second person looks. What the law orders is never counted and never held.
/// </summary>
public sealed class DailyCap(DeskSettings settings)
{
    public const string Alarm = "cap-reached";

    /// <returns>True when one more may leave by itself today; it has been counted then.</returns>
    public async Task<bool> TakeAsync(Transaction transaction, Guid agency, DateTimeOffset at)
    {
        if (settings.AutomaticPerAgencyPerDay == 0)
            return true;
        var day = settings.Zone.Local(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        while (true)
        {
            var left = await transaction.SingleAsync<long>(
                "SELECT coalesce(max(n), 0) FROM automatic_forwards WHERE agency_id = @agency AND day = @day", new { agency, day });
            if (left >= settings.AutomaticPerAgencyPerDay)
            {
                await RaiseAsync(transaction, agency, at);
                return false;
            }
            // Two at once ask for the same place: one gets it, and the other looks again.
            if (await transaction.ExecuteAsync(
                "INSERT INTO automatic_forwards (agency_id, day, n) VALUES (@agency, @day, @n) ON CONFLICT DO NOTHING",
                new { agency, day, n = left + 1 }) == 1)
                return true;
        }
    }

    /// <summary>The alarms of days that are over end; the days that nobody counts any more are forgotten.</summary>
    public async Task EndOfDayAsync(Transaction transaction, DateTimeOffset now)
    {
        var local = settings.Zone.Local(now);
        var today = new DateTimeOffset(local.Date, local.Offset);
        foreach (var agency in await transaction.QueryAsync<string>(
            $"SELECT subject FROM alarms WHERE kind = '{Alarm}' AND ended_at IS NULL AND since < @today", new { today }))
            await Alarms.EndAsync(transaction, Alarm, agency, now);
        await transaction.ExecuteAsync(
            "DELETE FROM automatic_forwards WHERE day < @day", new { day = local.AddDays(-7).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) });
    }

    private async Task RaiseAsync(Transaction transaction, Guid agency, DateTimeOffset at)
    {
        var name = (await transaction.SingleAsync<Named>("SELECT name, name_en FROM agencies WHERE id = @agency", new { agency }))!;
        var most = settings.AutomaticPerAgencyPerDay;
        await Alarms.RaiseAsync(
            transaction, Alarm, "high", agency.ToString("D"), null,
            $"{name.NameEn}: {most} mails have left by themselves to the centres today. The next ones wait for a second person.",
            $"{name.Name}: hôm nay đã có {most} thư tự động gửi tới các trung tâm. Thư tiếp theo chờ người thứ hai duyệt.", at);
    }

    private sealed record Named(string Name, string NameEn);
}
