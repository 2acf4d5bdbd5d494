using IncidentDesk.Delivery.Letters;
using IncidentDesk.Storage;

namespace IncidentDesk.Tests.Resilience.Simulation;

/// <summary>Writes letters of a few lines that carry what the simulation counts by, and scripts of calls that say nothing.</summary>
internal sealed class ShortScribe : IScribe
{
    private const string Call =
        """
        {"incident":"","whom":"","whomEn":"","tel":"","groups":[],"tlp":"","drill":false,"script":{"vi":[],"en":[]},"ask":{"vi":[],"en":[]}}
        """;

    public bool Writes(string causeKind, string channel) => true;

    public async Task<string> WriteAsync(Reading reading, Guid delivery, DateTimeOffset at)
    {
        var row = (await reading.SingleAsync<Row>("SELECT channel, message_id, address FROM deliveries WHERE id = @delivery", new { delivery }))!;
        if (row.Channel != "mail")
            return Call;
        return $"To: <{row.Address}>\r\nMessage-ID: {row.MessageId}\r\n{AttemptHeader.Name}: 1\r\nDate: {at:u}\r\n\r\nAn incident.\r\n";
    }

    private sealed record Row(string Channel, string MessageId, string Address);
}
