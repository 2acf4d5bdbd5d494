using IncidentDesk.Operations;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Keys;

/// <summary>
/// A key that ends within fourteen days is an alarm: the machine on the other side would fall silent. It ends with its cause: another key, a
/// later end, or the end itself.
/// </summary>
public static class EndingKeys
{
    public const string Kind = "key-ending";

    private const string Ending =
        $"SELECT keys.id, keys.name, agencies.code AS agency, keys.expires_at FROM {LiveKeys.From} WHERE keys.expires_at <= @soon AND {LiveKeys.AreLive}";

    private const string Raised = "SELECT subject FROM alarms WHERE kind = 'key-ending' AND ended_at IS NULL";

    public static async Task<bool> AnythingToSayAsync(Reading reading, DateTimeOffset now)
    {
        var (fresh, over) = await CompareAsync(reading, now);
        return fresh.Count > 0 || over.Count > 0;
    }

    public static async Task SayAsync(Transaction transaction, DateTimeOffset now)
    {
        var (fresh, over) = await CompareAsync(transaction, now);
        foreach (var key in fresh)
            await Alarms.RaiseAsync(
                transaction, Kind, "medium", key.Id.ToString("D"), null,
                $"The key '{key.Name}' of {key.Agency ?? "the desk"} ends on {Day(key)} (UTC). Rotate it with a later end, or add another and tell its holder.",
                $"Khóa '{key.Name}' của {key.Agency ?? "bàn trực"} hết hạn ngày {Day(key)} (UTC). Hãy xoay khóa với hạn mới, hoặc tạo khóa khác và báo cho nơi sử dụng.",
                now);
        foreach (var subject in over)
            await Alarms.EndAsync(transaction, Kind, subject, now);
    }

    private static async Task<(IReadOnlyList<Row> Fresh, IReadOnlyList<string> Over)> CompareAsync(Reading reading, DateTimeOffset now)
    {
        var ending = await reading.QueryAsync<Row>(Ending, new { now, soon = now + KeyLife.Warned });
        var raised = await reading.QueryAsync<string>(Raised);
        return (
            [.. ending.Where(key => !raised.Contains(key.Id.ToString("D")))],
            [.. raised.Where(subject => ending.All(key => key.Id.ToString("D") != subject))]);
    }

    private static string Day(Row key) => key.ExpiresAt.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private sealed record Row(Guid Id, string Name, string? Agency, DateTimeOffset ExpiresAt);
}
