namespace IncidentDesk.Channels;

/// <summary>A setting that keeps the desk from starting; all of them are shown at once.</summary>
public sealed record SettingFault(string Setting, string Text, string TextVi);
