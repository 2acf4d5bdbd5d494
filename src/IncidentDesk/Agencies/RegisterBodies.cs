using IncidentDesk.Pipeline;

namespace IncidentDesk.Agencies;

/// <summary>What the bodies of the registers have in common.</summary>
public static class RegisterBodies
{
    public const int MostBytes = 64 << 10;

    /// <summary>The code in a register is its natural key: entering it again as something else is the conflict of such keys.</summary>
    public static RefusedException Taken(string path, object existing) => new(Problems.IdempotencyConflict(
        [
            Faults.Saying(path, "differs", "This code is in use: choose another, or change the one that stands.",
                "Mã này đã được dùng: hãy chọn mã khác, hoặc sửa mục đã có."),
        ],
        existing));

    /// <summary>A change may repeat the code, but not change it.</summary>
    public static void RefuseOtherCode(string? said, string stands)
    {
        if (said is not null && said != stands)
            throw new RefusedException(Problems.Validation(Faults.Saying(
                "/code", "differs", "A code never changes: enter a new one and name it as successor.",
                "Mã không bao giờ thay đổi: hãy nhập mục mới và ghi là kế thừa.")));
    }
}
