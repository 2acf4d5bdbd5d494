using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace IncidentDesk.Harness;

/// <summary>
/// What only one engine can do. On the other the test is skipped and says why; <c>tests/run.sh</c> leaves it out there by its category, <c>only-postgres</c> or
/// <c>only-sqlite</c>, so that nothing is counted that did not run.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class OnlyOnAttribute(string engine, string because) : NUnitAttribute, IApplyToTest
{
    public string Engine => engine;

    public string Because => because;

    public void ApplyToTest(Test test)
    {
        test.Properties.Add(PropertyNames.Category, $"only-{engine}");
        if (engine == TestEngine.Current)
            return;
        test.RunState = RunState.Ignored;
        test.Properties.Set(PropertyNames.SkipReason, because);
    }
}
