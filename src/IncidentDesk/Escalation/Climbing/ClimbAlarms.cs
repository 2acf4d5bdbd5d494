using IncidentDesk.Operations;
using IncidentDesk.Rules.Ladders;
using IncidentDesk.Storage;

namespace IncidentDesk.Escalation.Climbing;

/// <summary>What goes wrong while climbing is an alarm on another path than the calls themselves; all end once somebody has the incident.</summary>
public static class ClimbAlarms
{
    public const string NobodyOnDuty = "nobody-on-duty", NobodyToCall = "nobody-to-call", NobodyAcknowledged = "nobody-acknowledged";

    public const string Expired = "acknowledgement-expired", Stuck = "ladder-stuck";

    // Nothing that goes wrong in a drill is worse than that.
    private const string InDrill = "medium";

    private static readonly string[] All = [NobodyOnDuty, NobodyToCall, NobodyAcknowledged, Expired, Stuck];

    public static async Task RaiseAsync(Transaction transaction, ClimbingIncident incident, ClimbStep step, DateTimeOffset at)
    {
        if (step.Callees.Count == 0 && incident.IsDrill)
            await RaiseAsync(
                transaction, NobodyToCall, "critical", incident,
                "nobody who takes part in the drill can be called now. Only they are called in it; the desk's duty is as it was.",
                "không gọi được ai trong số người tham gia diễn tập. Diễn tập chỉ gọi những người này; việc trực của bàn trực không đổi.", at);
        else if (step.Callees.Count == 0)
            await RaiseAsync(
                transaction, NobodyToCall, "critical", incident,
                "nobody of the desk can be called, not even from the standing fallback. Call somebody now.",
                "không gọi được ai của bàn trực, kể cả danh sách dự phòng. Hãy gọi người ngay.", at);
        // In a drill a post is skipped whose holder does not take part: nothing is wrong with the duty table.
        if (step.Skipped.Count > 0 && !incident.IsDrill)
            await RaiseAsync(
                transaction, NobodyOnDuty, "high", incident,
                $"nobody can be reached as {string.Join(", ", step.Skipped.Select(who => Callable.NameOf(who).En))}. Look at the duty table.",
                $"không có ai liên lạc được ở vị trí: {string.Join(", ", step.Skipped.Select(who => Callable.NameOf(who).Vi))}. Hãy xem bảng trực.", at);
        if (step.IsAgain)
            await RaiseAsync(
                transaction, NobodyAcknowledged, "critical", incident,
                "the whole ladder has been called and nobody has taken the incident. It is called again from the first rung.",
                "đã gọi hết thang mà chưa ai nhận xử lý. Đang gọi lại từ bậc đầu.", at);
    }

    /// <param name="severity">Of a real incident: in a drill it is medium whatever it says.</param>
    public static Task RaiseAsync(
        Transaction transaction, string kind, string severity, ClimbingIncident incident, string text, string textVi, DateTimeOffset at) =>
        Alarms.RaiseAsync(
            transaction, kind, incident.IsDrill ? InDrill : severity, incident.Id.ToString("D"), incident.Id,
            $"{(incident.IsDrill ? "DRILL, " : "")}{incident.Number}: {text}", $"{(incident.IsDrill ? "DIỄN TẬP, " : "")}{incident.Number}: {textVi}", at);

    public static async Task EndAsync(Transaction transaction, Guid incident, DateTimeOffset at)
    {
        foreach (var kind in All)
            await Alarms.EndAsync(transaction, kind, incident.ToString("D"), at);
    }
}
