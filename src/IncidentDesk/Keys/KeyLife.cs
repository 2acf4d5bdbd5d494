using FluentValidation;
using IncidentDesk.Pipeline;

namespace IncidentDesk.Keys;

/// <summary>How long keys and old secrets live.</summary>
public static class KeyLife
{
    public const int MostOverlapHours = 30 * 24, MostYears = 2;

    /// <summary>How long before its end a key becomes an alarm.</summary>
    public static readonly TimeSpan Warned = TimeSpan.FromDays(14);

    public static DateTimeOffset Usual(DateTimeOffset now) => now.AddYears(1);

    /// <summary>Ahead, and not so far that nobody remembers who has it.</summary>
    public static void EndsInTime<T>(this IRuleBuilder<T, DateTimeOffset?> rule, TimeProvider clock)
    {
        rule.Must(instant => instant is null || instant > clock.GetUtcNow()).WithErrorCode("out-of-range");
        rule.Must(instant => instant is null || instant <= clock.GetUtcNow().AddYears(MostYears)).WithState(_ => Faults.Saying("/expiresAt", "out-of-range",
            $"A key lives {MostYears} years at most: name an earlier end, and turn the key before it comes.",
            $"Khóa có hạn tối đa {MostYears} năm: hãy chọn ngày hết hạn sớm hơn và xoay khóa trước ngày đó."));
    }
}
