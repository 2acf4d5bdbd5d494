using IncidentDesk.Channels.Guard;

namespace IncidentDesk.Channels;

/// <summary>Everything that is wrong with the settings of calls, all at once.</summary>
public static class CallOptionsCheck
{
    public static IReadOnlyList<SettingFault> Faults(string section, CallOptions options) =>
    [
        .. GuardCheck.Word(section, options.Guard),
        .. GuardCheck.List(section, AllowList.OfPhones(options.AllowList), "is no phone number like +842400000001", "không phải số điện thoại dạng +842400000001"),
    ];
}
