namespace IncidentDesk.Channels;

/// <summary>What an adapter is given: everything needed to send, nothing about incidents.</summary>
/// <param name="Id">The delivery's id; the same on every attempt.</param>
/// <param name="Address">Where to: a mail address, an E.164 number, an URL.</param>
/// <param name="Content">The exact bytes that go out. Its SHA-256 is kept with the attempt.</param>
public sealed record Message(Guid Id, string Address, ReadOnlyMemory<byte> Content);
