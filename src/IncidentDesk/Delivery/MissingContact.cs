using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>A centre that nothing can be sent to: an alarm instead of silence, until a person verifies a contact.</summary>
public static class MissingContact
{
    /// <summary>Of a drill nobody is alarmed: what it would send is simulated anyway, and the alarm would call people who take no part.</summary>
    public static async Task<bool> RaiseAsync(Transaction transaction, string centre, Guid delivery, DateTimeOffset at)
    {
        if (await transaction.SingleAsync<long>(
            "SELECT count(*) FROM deliveries JOIN incidents ON incidents.id = deliveries.incident_id WHERE deliveries.id = @delivery AND incidents.reality <> 'real'", new { delivery }) > 0)
            return false;
        var name = (await transaction.SingleAsync<Row>("SELECT name, name_en FROM centres WHERE id = @centre", new { centre }))!;
        return await Alarms.RaiseAsync(
            transaction, DeliveryAlarms.ContactMissing, "critical", centre, null,
            $"{name.NameEn} has no verified mail contact that is valid today. What must go there waits. Enter and verify one.",
            $"{name.Name} chưa có đầu mối thư được xác minh và còn hiệu lực. Thư gửi tới đó đang chờ. Hãy nhập và xác minh đầu mối.", at);
    }

    private sealed record Row(string Name, string NameEn);
}
