namespace IncidentDesk.Channels.Guard;

/// <summary>The two settings that every channel has: how far it may go, and to whom.</summary>
internal static class GuardCheck
{
    public static IEnumerable<SettingFault> Word(string section, string guard)
    {
        if (!GuardWords.TryParse(guard, out _))
            yield return new($"{section}:Guard", "must be disabled, simulate, allow-list or live", "phải là disabled, simulate, allow-list hoặc live");
    }

    public static IEnumerable<SettingFault> List(string section, AllowList list, string text, string textVi) =>
        list.Refused.Select(entry => new SettingFault($"{section}:AllowList", $"'{entry}' {text}", $"'{entry}' {textVi}"));

    /// <summary>An attempt lasts at most 120 s with its retries, so no single wait may take all of it.</summary>
    public static IEnumerable<SettingFault> Waits(string section, params (string Name, TimeSpan Wait)[] waits) =>
        waits.Where(one => one.Wait <= TimeSpan.Zero || one.Wait > TimeSpan.FromSeconds(100))
            .Select(one => new SettingFault($"{section}:{one.Name}", "must be above 0 and at most 100 s", "phải lớn hơn 0 và không quá 100 giây"));
}
