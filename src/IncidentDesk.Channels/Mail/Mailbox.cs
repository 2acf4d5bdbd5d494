namespace IncidentDesk.Channels.Mail;

/// <summary>A mail address with the name that people see beside it.</summary>
public sealed record Mailbox(string Address, string Name = "");
