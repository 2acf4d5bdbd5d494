using IncidentDesk.Delivery.Letters;
using IncidentDesk.Storage;

namespace IncidentDesk.Tests.Resilience.Simulation;

/// <summary>Writes letters of a few lines that carry what the simulation counts by.</summary>
internal sealed class ShortScribe : IScribe
{
    public bool Writes(string causeKind, string channel) => true;

    public async Task<string> WriteAsync(Reading reading, Guid delivery, DateTimeOffset at)
    {
        var row = (await reading.SingleAsync<Row>("SELECT message_id, address FROM deliveries WHERE id = @delivery", new { delivery }))!;
        return $"To: <{row.Address}>\r\nMessage-ID: {row.MessageId}\r\n{AttemptHeader.Name}: 1\r\nDate: {at:u}\r\n\r\nAn incident.\r\n";
    }

    private sealed record Row(string MessageId, string Address);
}
