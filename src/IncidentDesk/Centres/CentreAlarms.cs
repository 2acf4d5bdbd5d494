using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Centres;

/// <summary>
/// A mandatory centre that cannot be reached is an alarm, not silence. Mail is the channel by which reports leave, so a centre
/// with a verified phone alone still cannot be reached.
/// </summary>
public static class CentreAlarms
{
    public const string Kind = "contact-missing";

    public static async Task LookAsync(Transaction transaction, DateTimeOffset now)
    {
        foreach (var centre in await transaction.QueryAsync<string>("SELECT id FROM centres ORDER BY id"))
            await LookAsync(transaction, centre, now);
    }

    public static async Task LookAsync(Transaction transaction, string centre, DateTimeOffset now)
    {
        if (await CentreContacts.UsableAsync(transaction, centre, "mail", now) is not null)
        {
            await Alarms.EndAsync(transaction, Kind, centre, now);
            return;
        }
        var row = await transaction.SingleAsync<Row>(
            "SELECT name, name_en FROM centres WHERE id = @centre AND mandatory_since IS NOT NULL", new { centre });
        if (row is not null)
            await Alarms.RaiseAsync(
                transaction, Kind, "high", centre, null,
                $"{row.NameEn} has no verified mail contact that is valid today: nothing can be sent there. Enter and verify one.",
                $"{row.Name} chưa có đầu mối thư được xác minh và còn hiệu lực: không thể gửi tới đó. Hãy nhập và xác minh đầu mối.", now);
    }

    private sealed record Row(string Name, string NameEn);
}
